namespace Layers.Tests;

/// <summary>Recurrent layers in the row engine: what ONNX Runtime gives, the same bits for one row and for many, and no memory for one.</summary>
public sealed class RecurrentRowsTests
{
    private static IEnumerable<TestCaseData> Lines =>
    [
        Case("lstm", new LSTM(5)), Case("lstm of whole vectors", new LSTM(32)), Case("lstm backwards", new LSTM(3, goBackwards: true)), Case("lstm without bias", new LSTM(3, useBias: false)),
        Case("gru", new GRU(5)), Case("gru reset before", new GRU(17, resetAfter: false)), Case("gru backwards", new GRU(3, goBackwards: true, returnSequences: true), new Flatten()),
        Case("simple", new SimpleRNN(5)), Case("stack", new LSTM(4, returnSequences: true), new GRU(3, goBackwards: true, returnSequences: true), new SimpleRNN(6)),
        Case("both", new Bidirectional(new LSTM(4))), Case("scaled", new Rescaling(0.5, 1), new LSTM(4), new Dense(3, Activation.Relu)),
    ];

    [TestCaseSource(nameof(Lines))]
    public void ARow_IsWhatItIsAmongMany_AndInOnnxRuntime(Layer[] layers)
    {
        using var model = new Sequential(seed: 2) { new Input([7, 3]) };
        foreach (var layer in layers) model.Add(layer);
        // Biases of zeros would hide where they go.
        foreach (var weight in model.Weights.Where(weight => weight.Name == "bias")) weight.Value = TensorData.Of(Array.ConvertAll(SampleData.Of(weight.Shape, DType.Float32, seed: weight.Value.Length).ToArray<float>(), number => number / 8), weight.Shape);
        var x = SampleData.Of([300, 7, 3], DType.Float32, seed: 1);
        model.Engine = PredictEngine.OnnxRuntime;
        var expected = model.Predict(x);
        model.Engine = PredictEngine.Rows;
        var all = model.Predict(x);
        Assert.That(Mismatch.Of("output", all, expected, Tolerance.Float32), Is.Empty);
        var width = all.Length / 300;
        foreach (var row in new[] { 0, 1, 150, 299 })
            Assert.That(model.Predict(x.AsSpan<float>().Slice(row * 21, 21)), Is.EqualTo(all.AsSpan<float>().Slice(row * width, width).ToArray()), $"row {row}");
    }

    [Test]
    public void OneWindow_AllocatesNothing()
    {
        using var model = new Sequential { new Input([30, 4]), new LSTM(32), new Dense(1) };
        var (window, result) = (new float[120], new float[1]);
        for (var i = 0; i < 100; i++) model.Predict(window, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(window, result);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static TestCaseData Case(string name, params Layer[] layers) => new TestCaseData((object)layers).SetArgDisplayNames(name);
}
