using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>A stateful layer keeps its state from batch to batch, in prediction, evaluation and training, and refuses another number of
/// rows.</summary>
public sealed class StatefulTests
{
    private static readonly TensorData s_x = SampleData.Of([2, 6, 3], DType.Float32, seed: 1);

    private static IEnumerable<TestCaseData> Kinds =>
    [
        new((Func<bool, Layer>)(stateful => new LSTM(2, stateful: stateful))),
            new((Func<bool, Layer>)(stateful => new GRU(2, Activation.Relu, stateful: stateful))),
        new((Func<bool, Layer>)(stateful => new SimpleRNN(2, stateful: stateful))),
            new((Func<bool, Layer>)(stateful => new RNN(new StackedRNNCells([new LSTMCell(3), new GRUCell(2)]), stateful: stateful))),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void TwoHalves_AreTheWhole(Func<bool, Layer> make)
    {
        using var model = Made(make(true));
        using var whole = Made(make(false), steps: 6);
        foreach (var (to, from) in whole.Weights.Zip(model.Weights)) to.Value = from.Value;
        var expected = whole.Predict(s_x);
        for (var i = 0; i < 2; i++)
        {
            model.Predict(Half(0));
            Assert.That(Mismatch.Of("output", model.Predict(Half(1)), expected), Is.Empty);
            ((RecurrentLayer)model.Layers[0]).ResetStates();
        }
        // Another model with the same weights, evaluated on one half after the other.
        model.Compile(new Sgd(learningRate: 1e-9), Loss.MeanSquaredError);
        whole.Compile(new Sgd(), Loss.MeanSquaredError);
        var labels = TensorData.Of(new float[] { 1, 2 }, [2, 1]);
        model.Evaluate(Half(0), labels, batchSize: 2);
        Assert.That(model.Evaluate(Half(1), labels, batchSize: 2)["loss"],
            Is.EqualTo(whole.Evaluate(s_x, labels, batchSize: 2)["loss"]).Within(1e-5));
        ((RecurrentLayer)model.Layers[0]).ResetStates();
        // The state continues in training, and after it.
        model.Fit(Half(0), labels, batchSize: 2);
        Assert.That(Mismatch.Of("output", model.Predict(Half(1)), expected), Is.Empty);
        ((RecurrentLayer)model.Layers[0]).ResetStates();
        // Both halves are two batches of one epoch.
        var both = TensorData.Of([.. Half(0).ToArray<float>(), .. Half(1).ToArray<float>()], [4, 3, 3]);
        model.Fit(both, TensorData.Of(new float[4], [4, 1]), batchSize: 2, shuffle: false);
        var states = model.Predict(Half(0));
        ((RecurrentLayer)model.Layers[0]).ResetStates();
        foreach (var half in new[] { 0, 1 }) model.Predict(Half(half));
        Assert.That(Mismatch.Of("output", model.Predict(Half(0)), states), Is.Empty);
    }

    // The states have 4 TB, and are not created before the first use.
    [Test]
    public void States_AreMadeWhenTheyAreAskedFor()
    {
        var lstm = new LSTM(1000, stateful: true);
        Assert.That(() => lstm.BuildFor([1_000_000_000, 3, 1]), Throws.Nothing);
        Assert.That(lstm.Apply(Ops.Input("x", [1_000_000_000, 3, 1])).Shape.ToString(), Is.EqualTo("[1000000000, 1000]"));
    }

    [Test]
    public void ValuesAreChecked_BatchByBatch()
    {
        using var model = new Sequential { new Input([3], DType.Int32, batchSize: 2), new Embedding(5, 2), new LSTM(2, stateful: true),
            new Dense(1) };
        model.Compile(new Adam(), Loss.MeanSquaredError);
        var y = TensorData.Of(new float[4], [4, 1]);
        model.Fit(TensorData.Of(new[] { 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1 }, [4, 3]), y, batchSize: 2);
        Refused(() => model.Fit(TensorData.Of(new[] { 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 7, 1 }, [4, 3]), y, batchSize: 2), "embedding", "7");
    }

    [Test]
    public void TrainingAndValidation_TakeTurnsWithTheStates()
    {
        using var model = Made(new GRU(2, stateful: true));
        model.Compile(new Sgd(learningRate: 1e-9), Loss.MeanSquaredError);
        var labels = TensorData.Of(new float[] { 1, 2 }, [2, 1]);
        model.Fit(Half(0), labels, batchSize: 2, validationData: new ValidationData(Half(1), labels));
        var after = model.Predict(Half(0));
        ((RecurrentLayer)model.Layers[0]).ResetStates();
        model.Predict(Half(0));
        model.Predict(Half(1));
        Assert.That(Mismatch.Of("output", after, model.Predict(Half(0))), Is.Empty, "on from where validation ended");
    }

    [Test]
    public void AFile_HasTheRowsOfABatch_AndNoStates()
    {
        using var folder = new TempFolder();
        using var model = Made(new Bidirectional(new LSTM(2, stateful: true)));
        var first = model.Predict(Half(0));
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.Input!.BatchSize, Is.EqualTo(2));
        Assert.That(Mismatch.OfBits("output", again.Predict(Half(0)), first), Is.Empty);
        Assert.That(Mismatch.OfBits("output", again.Predict(Half(0)), model.Predict(Half(0))), Is.Empty);
        Assert.That(again.Weights.Sum(weight => weight.Value.Length), Is.EqualTo(model.Weights.Sum(weight => weight.Value.Length)));
        Assert.That(model.ToGraph().Inputs.Select(input => input.Name), Is.EqualTo(new[] { model.Input!.Name }),
            "an exported graph starts from the current states");
    }

    [Test]
    public void AnotherNumberOfRows_IsRefused()
    {
        Refused(() => Made(new LSTM(2, stateful: true), rows: null), "lstm (LSTM)", "stateful", "batchSize");
        Refused(() => _ = new Input([3, 3], batchSize: 0), "batchSize", "1 or more");
        using var model = Made(new LSTM(2, stateful: true));
        var (x, y) = (SampleData.Of([5, 3, 3], DType.Float32, seed: 2), SampleData.Of([5, 1], DType.Float32, seed: 3));
        Refused(() => model.Predict(x), "takes batches of 2 rows", "it received a batch of 5");
        Refused(() => model.Predict(SampleData.Of([1, 3, 3], DType.Float32, seed: 2)), "2 rows", "it received a batch of 1");
        model.Compile(new Adam(), Loss.MeanSquaredError);
        var before = model.Weights[0].Value;
        Refused(() => model.Fit(x, y, batchSize: 2), "batches of 2 rows", "it received a batch of 1");
        Refused(() => model.Fit(x, y, batchSize: 5), "batches of 2 rows", "it received a batch of 5");
        Refused(() => model.Evaluate(x, y, batchSize: 2), "batches of 2 rows", "it received a batch of 1");
        Assert.That(model.Weights[0].Value, Is.SameAs(before));
        Refused(() => new LSTM(2, stateful: true).Predict(x), "lstm (LSTM)", "stateful");
    }

    private static TensorData Half(int half) =>
        TensorData.Of(s_x.ToArray<float>().Chunk(18).SelectMany(row => row[(half * 9)..(half * 9 + 9)]).ToArray(), [2, 3, 3]);

    private static Sequential Made(Layer layer, int steps = 3, int? rows = 2) =>
        new(seed: 3) { new Input([steps, 3], batchSize: rows), layer, new Dense(1) };
}
