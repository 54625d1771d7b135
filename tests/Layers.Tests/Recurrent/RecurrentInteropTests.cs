using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>A model of each recurrent layer opens in real Keras, predicts and measures the same, and is loaded again; in the newest release
/// the training also continues with the same losses.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class RecurrentInteropTests
{
    // Every third row ends with padding.
    private static readonly TensorData s_steps = TensorData.Of(SampleData.Of([12, 6, 3], DType.Float32, seed: 1).ToArray<float>()
        .Select((x, i) => i / 18 % 3 == 0 && i / 3 % 6 > 3 ? 0 : x).ToArray(), [12, 6, 3]);

    private static readonly (string Name, Func<Layer[]> Layers)[] s_models =
    [
        ("simple_rnn", () => [new SimpleRNN(4, returnSequences: true),
            new SimpleRNN(3, Activation.Softsign, useBias: false, goBackwards: true)]),
        ("lstm", () => [new LSTM(4, returnSequences: true, kernelRegularizer: Regularizer.L2),
            new LSTM(3, goBackwards: true, recurrentConstraint: WeightConstraint.MaxNorm)]),
        ("lstm_functions", () => [new LSTM(3, Activation.Softsign, Activation.HardSigmoid, unitForgetBias: false)]),
        ("gru", () => [new GRU(4, returnSequences: true), new GRU(3, goBackwards: true)]),
        ("gru_before", () => [new GRU(4, resetAfter: false, useBias: false, returnSequences: true), new GRU(3, resetAfter: false)]),
        ("cells", () => [new RNN([new LSTMCell(3), new LSTMCell(2), new GRUCell(3)], returnSequences: true),
            new RNN(new SimpleRNNCell(2))]),
        ("both", () => [new Bidirectional(new LSTM(3, returnSequences: true)), new Bidirectional(new GRU(2), BidirectionalMerge.Sum)]),
        ("both_own", () => [new Bidirectional(new GRU(2, returnSequences: true), BidirectionalMerge.Multiply),
            new Bidirectional(new LSTM(2), BidirectionalMerge.Average, new GRU(2, goBackwards: true))]),
        ("masked", () => [new Masking(), new LSTM(3, returnSequences: true), new Bidirectional(new GRU(2, returnSequences: true)),
            new SimpleRNN(2)]),
        ("steps", () => [new LSTM(3, returnSequences: true), new TimeDistributed(new Dense(4, Activation.Tanh)),
            new TimeDistributed(new Sequential { new Input(4), new Dense(3), new Dense(2) })]),
    ];

    [TestCaseSource(typeof(KerasProcess), nameof(KerasProcess.Versions))]
    public void EveryLayer_GoesToKerasAndBack(string version)
    {
        _ = KerasProcess.Folder;
        // Keras compiles the loops of each training step for seconds: the training is compared in the newest release only, and the loss in
        // all releases.
        var trains = version == KerasProcess.Newest;
        using var folder = new TempFolder();
        List<JsonObject> jobs = [];
        foreach (var (name, layers) in s_models)
        {
            using var model = Made(layers());
            model.Fit(s_steps, Labels, batchSize: 6, epochs: 1, shuffle: false);
            model.Save(folder.At($"{name}.keras"));
            jobs.Add(new JsonObject
            {
                ["file"] = folder.At($"{name}.keras"),
                ["resave"] = folder.At($"{name}-again.keras"),
                ["x"] = TrainingFixtures.Tensor(s_steps),
                ["y"] = TrainingFixtures.Tensor(Labels),
                ["batch_size"] = 6,
                ["epochs"] = trains ? 5 : 0,
                ["predict"] = true,
                ["evaluate"] = true
            });
        }
        var results = KerasProcess.Run(version, folder.At("."), jobs);
        Assert.Multiple(() =>
        {
            foreach (var ((name, _), result) in s_models.Zip(results))
            {
                Assert.That(result["error"]?.ToString(), Is.Null, name);
                if (result["error"] is not null) continue;
                using var model = Model.Load(folder.At($"{name}.keras"));
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadReport!.Warnings, Is.Empty, name);
                Assert.That(Mismatch.Of(name, again.Predict(s_steps), model.Predict(s_steps)), Is.Empty);
                Assert.That(TrainingFixtures.Numbers(model.Predict(s_steps)),
                    Is.EqualTo(TrainingFixtures.Numbers(result["predict"])).Within(1e-5), name);
                Assert.That(Near.Of(name, model.Evaluate(s_steps, Labels, batchSize: 6)["loss"], (double)result["evaluate"]!["loss"]![0]!,
                    5e-5, 1e-7), Is.Empty);
                if (!trains) continue;
                var losses = model.Fit(s_steps, Labels, batchSize: 6, epochs: 5, shuffle: false)["loss"];
                Assert.That(losses.Zip(TrainingFixtures.Numbers(result["history"]!["loss"]))
                    .Max(pair => Math.Abs(pair.First / pair.Second - 1)), Is.LessThan(5e-5), name);
            }
        });
    }

    /// <summary>Keras passes states on by name and by position; the file of a functional model has both.</summary>
    [TestCaseSource(typeof(KerasProcess), nameof(KerasProcess.Versions))]
    public void StatesHandedOn_GoToKerasAndBack(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using var model = WrapperTests.EncoderAndDecoder();
        model.Save(folder.At("states.keras"));
        var before = SampleData.Of([12, 6, 3], DType.Float32, seed: 6);
        var x = new Dictionary<string, TensorData> { ["x"] = s_steps, ["before"] = before };
        var trains = version == KerasProcess.Newest;
        var inputs = new JsonObject { ["x"] = TrainingFixtures.Tensor(s_steps), ["before"] = TrainingFixtures.Tensor(before) };
        var result = KerasProcess.Run(version, folder.At("."),
            [new JsonObject { ["file"] = folder.At("states.keras"), ["resave"] = folder.At("again.keras"), ["x"] = inputs,
            ["y"] = TrainingFixtures.Tensor(Labels), ["batch_size"] = 4, ["epochs"] = trains ? 3 : 0, ["predict"] = true }])[0];
        Assert.That(result["error"]?.ToString(), Is.Null);
        using var again = Model.Load(folder.At("again.keras"));
        var expected = model.Predict(x).Single().Value;
        Assert.That(Mismatch.Of("output", again.Predict(x).Single().Value, expected), Is.Empty);
        Assert.That(TrainingFixtures.Numbers(expected), Is.EqualTo(TrainingFixtures.Numbers(result["predict"])).Within(1e-5));
        if (!trains) return;
        var losses = model.Fit(x, new Dictionary<string, TensorData> { ["out"] = Labels }, batchSize: 4, epochs: 3, shuffle: false)["loss"];
        Assert.That(Near.All("loss", losses, TrainingFixtures.Numbers(result["history"]!["loss"]), 5e-5, 1e-7), Is.Empty);
    }

    private static TensorData Labels { get; } = SampleData.Of([12, 2], DType.Float32, seed: 3);

    private static Sequential Made(IEnumerable<Layer> layers)
    {
        var model = new Sequential(seed: 5) { new Input(s_steps.Shape[1..]) };
        foreach (var layer in layers) model.Add(layer);
        model.Add(new Flatten());
        model.Add(new Dense(2));
        model.Compile(new Adam(learningRate: 0.01), Loss.MeanSquaredError);
        return model;
    }
}
