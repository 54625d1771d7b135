namespace Layers.AspNetCore.Tests;

/// <summary>Tests that the answer for a row does not depend on other rows.</summary>
internal sealed class BitsTests
{
    private static readonly TestCaseData[] s_models =
    [
        new TestCaseData(
            (Func<Model>)(() =>
                new Sequential(seed: 1) { new Input(13), new Dense(64, Activation.Relu), new Dense(3, Activation.Softmax) }),
                    PredictEngine.Auto, true).SetArgDisplayNames("network, row engine"),
        new TestCaseData((Func<Model>)(() => new Sequential(seed: 1) { new Input([5, 2]), new LSTM(8), new Dense(1) }), PredictEngine.Auto,
            true).SetArgDisplayNames("recurrent, row engine"),
        new TestCaseData(
            (Func<Model>)(() =>
                new Sequential(seed: 1) { new Input(13), new Dense(64, Activation.Relu), new Dense(3, Activation.Softmax) }),
                    PredictEngine.OnnxRuntime, false).SetArgDisplayNames("network, ONNX Runtime"),
        new TestCaseData(
            (Func<Model>)(() => new Sequential(seed: 1) { new Input([8, 8, 1]), new Conv2D(8, 3), new Flatten(), new Dense(10) }),
                PredictEngine.Auto, false).SetArgDisplayNames("convolution, ONNX Runtime"),
    ];

    [TestCaseSource(nameof(s_models))]
    public void RowsOfABatch_HaveTheAnswersThatTheyHaveAlone(Func<Model> make, PredictEngine engine, bool isExact)
    {
        using var model = make();
        model.Engine = engine;
        Assert.That(model.KeepsRowsApart, Is.True);
        Assert.That(model.NeedsNoBatches, Is.EqualTo(isExact), "the row engine, for a small model");
        const int rows = 37;
        var shape = model.Input!.Shape;
        var width = (int)shape[1..].Length;
        var random = new Random(7);
        var x =
            TensorData.Of(Enumerable.Range(0, rows * width).Select(_ => (float)(random.NextDouble() * 4 - 2)).ToArray(),
                [rows, .. shape[1..]]);
        var together = model.PredictAll([x])[0].ToArray<float>();
        var alone = Enumerable.Range(0, rows).SelectMany(row => model.PredictAll([x[row..(row + 1)]])[0].ToArray<float>()).ToArray();
        Assert.That(together, isExact ? Is.EqualTo(alone) : Is.EqualTo(alone).Within(1e-5));
    }

    [Test]
    public void AModelThatMixesRows_IsNotBatched()
    {
        var x = new Input([3], batchSize: 2);
        using var fixedRows = new Functional(x, new Dense(1).Apply(x));
        Assert.That(fixedRows.KeepsRowsApart, Is.False);
        using var stateful = new Sequential(seed: 1) { new Input([5, 2], batchSize: 1), new LSTM(4, stateful: true) };
        Assert.That(stateful.KeepsRowsApart, Is.False);
        Assert.That(stateful.NeedsNoBatches, Is.False);
    }

    [Test]
    public void RequestsOfALargeModel_Wait()
    {
        using var model = new Sequential(seed: 1) { new Input(400), new Dense(400), new Dense(1) };
        Assert.That((model.KeepsRowsApart, model.NeedsNoBatches), Is.EqualTo((true, false)));
    }

    [Test]
    public void SeveralInputsAndOutputs_AreBatched()
    {
        var (a, b) = (new Input(3, name: "a"), new Input(2, name: "b"));
        var hidden = new Concatenate().Apply(a, b);
        using var model = new Functional([a, b], [new Dense(1).Apply(hidden), new Dense(2, Activation.Softmax).Apply(hidden)]);
        Assert.That(model.KeepsRowsApart, Is.True);
    }
}
