using System.Runtime.InteropServices;

namespace Layers.Tests;

/// <summary>Recurrent layers in the row engine: ONNX Runtime's results, the same bits for one row and for many, and no allocation for one
/// row.</summary>
public sealed class RecurrentRowsTests
{
    private static IEnumerable<TestCaseData> Lines =>
    [
        Case("lstm", new LSTM(5)), Case("lstm of whole vectors", new LSTM(32)), Case("lstm backwards", new LSTM(3, goBackwards: true)),
            Case("lstm without bias", new LSTM(3, useBias: false)),
        Case("gru", new GRU(5)), Case("gru reset before", new GRU(17, resetAfter: false)),
            Case("gru backwards", new GRU(3, goBackwards: true, returnSequences: true), new Flatten()),
        Case("simple", new SimpleRNN(5)),
            Case("stack", new LSTM(4, returnSequences: true), new GRU(3, goBackwards: true, returnSequences: true), new SimpleRNN(6)),
        Case("both", new Bidirectional(new LSTM(4))), Case("scaled", new Rescaling(0.5, 1), new LSTM(4), new Dense(3, Activation.Relu)),
    ];

    [TestCaseSource(nameof(Lines))]
    public void OneRow_GivesTheResultOfABatch_AndOfOnnxRuntime(Layer[] layers)
    {
        using var model = new Sequential(seed: 2) { new Input([7, 3]) };
        foreach (var layer in layers) model.Add(layer);
        // Biases of zero would hide a misplaced bias.
        foreach (var weight in model.Weights.Where(weight => weight.Name == "bias"))
            weight.Value = TensorData.Of(Array.ConvertAll(SampleData.Of(weight.Shape, DType.Float32,
                seed: weight.Value.Length).ToArray<float>(), number => number / 8), weight.Shape);
        var x = SampleData.Of([300, 7, 3], DType.Float32, seed: 1);
        model.Engine = PredictEngine.OnnxRuntime;
        var expected = model.Predict(x);
        model.Engine = PredictEngine.Rows;
        var all = model.Predict(x);
        Assert.That(Mismatch.Of("output", all, expected, Tolerance.Float32), Is.Empty);
        var width = all.Length / 300;
        foreach (var row in new[] { 0, 1, 150, 299 })
            Assert.That(model.Predict(x.AsSpan<float>().Slice(row * 21, 21)),
                Is.EqualTo(all.AsSpan<float>().Slice(row * width, width).ToArray()), $"row {row}");
    }

    // The last state of a sequence is its last output, so the loop runs once for both.
    [Test]
    public void ASequenceAndItsLastState_AreOneLoop([Values] bool goBackwards)
    {
        using var model = Both(new GRU(5, returnSequences: true, returnState: true, goBackwards: goBackwards), [0, 1]);
        var graph = model.ToGraph();
        Assert.That(BothEngines.Mismatches(graph, SampleData.Of([9, 7, 3], DType.Float32, seed: 1)), Is.Not.Null.And.Empty);
        Assert.That(RowCompiler.Compile(graph, out _)!.Steps.Count(step => step is RecurrentStep), Is.EqualTo(1));
    }

    [Test]
    public void LongRows_InGroupsOfFour_GiveTheResultOfOneRow()
    {
        using var model = new Sequential(seed: 1) { new Input([50, 16]), new LSTM(64) };
        var program = RowCompiler.Compile(model.ToGraph(), out _)!;
        Assert.That(program.RowsPerRun, Is.EqualTo(4), "what the kernel of matrices takes together, though fewer would fill the cache");
        var x = SampleData.Of([11, 50, 16], DType.Float32, seed: 1);
        var (all, alone) = (program.Run(x).ToArray<float>(), new float[64]);
        for (var row = 0; row < 11; row++)
        {
            program.Run(MemoryMarshal.AsBytes(x.AsSpan<float>().Slice(row * 800, 800)), MemoryMarshal.AsBytes(alone.AsSpan()), 1);
            Assert.That(alone, Is.EqualTo(all[(row * 64)..(row * 64 + 64)]), $"row {row}");
        }
    }

    // The kernels compute sigmoid and tanh as fractions with a common denominator, which must neither overflow nor lose NaN.
    [Test]
    public void LargeNumbersSaturate_AndNaNStays()
    {
        float[] large = [0, 1e-30f, -20, 20, 1e10f, -1e10f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        foreach (Layer layer in (Layer[])[new LSTM(3), new LSTM(17), new LSTM(33), new GRU(3), new GRU(3, resetAfter: false),
            new SimpleRNN(3)])
        {
            using var model = new Sequential(seed: 2) { new Input([2, 1]), layer };
            var x = TensorData.Of([.. large.SelectMany(number => new[] { number, number })], [large.Length, 2, 1]);
            model.Engine = PredictEngine.OnnxRuntime;
            var expected = model.Predict(x).ToArray<float>();
            model.Engine = PredictEngine.Rows;
            var rows = model.Predict(x).ToArray<float>();
            // ONNX Runtime returns a number for NaN, but Keras returns NaN.
            var units = rows.Length / large.Length;
            Assert.That(rows[^units..], Has.All.NaN, layer.ToString());
            Assert.That(rows[..^units], Is.EqualTo(expected[..^units]).Within(2e-6f).And.All.InRange(-1.000001f, 1.000001f),
                layer.ToString());
        }
    }

    [Test]
    public void AnUnsupportedGraph_IsRefusedWithTheReason()
    {
        Assert.That(Reason(Both(new LSTM(2, returnSequences: true, returnState: true), [0, 2])),
            Does.Contain("the last cell state of its LSTM is used"));
        var x = new Input([3, 2]);
        var state = new Dense(4).Apply(new Flatten().Apply(x));
        var given = new SimpleRNN(4).ApplyAll([x], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["initial_state"] = [state] })[0];
        Assert.That(Reason(new Functional([x], [given])), Does.Contain("its RNN has a computed initial state"));
        Assert.That(Reason(new Sequential { new Input([5000, 1]), new LSTM(64) }), Does.Contain("1280000 numbers per row"));
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

    // A model of some of a layer's outputs, side by side.
    private static Functional Both(RecurrentLayer layer, int[] outputs)
    {
        var x = new Input([7, 3]);
        var given = layer.ApplyAll([x]);
        return new Functional([x], [new Concatenate().Apply([.. outputs.Select(output => new Flatten().Apply(given[output]))])]);
    }

    private static string? Reason(Model model)
    {
        using (model)
        {
            Assert.That(RowCompiler.Compile(model.ToGraph(), out var reason), Is.Null);
            return reason;
        }
    }

    private static TestCaseData Case(string name, params Layer[] layers) => new TestCaseData((object)layers).SetArgDisplayNames(name);
}
