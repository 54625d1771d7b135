using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Models with masks, trained here: real Keras opens them, predicts the same, continues the training with the same losses, and our
/// reader opens the file that Keras saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class MaskInteropTests
{
    private const int Epochs = 5;
    private const int BatchSize = 6;

    private static readonly Dictionary<string, (Func<Model> Make, bool OfWords, bool HasSteps)> s_models = new()
    {
        ["embedding"] = (() => new Sequential(seed: 3) { new Input([5], DType.Int32), new Embedding(7, 3, maskZero: true), new Dropout(0),
            new Dense(3, Activation.Tanh), new GlobalAveragePooling1D(), new Dense(1) }, true, false),
        ["masking"] = (() => new Sequential(seed: 3) { new Input([5, 2]), new Masking(), new Dense(3, Activation.Tanh),
            new LayerNormalization(), new GlobalAveragePooling1D(keepDims: true), new Flatten(), new Dense(1) }, false, false),
        ["dropped"] = (() => new Sequential(seed: 3) { new Input([5, 2]), new Masking(), new Conv1D(3, 2), new GlobalAveragePooling1D(),
            new Dense(1) }, false, false),
        ["scaled"] = (Scaled, false, false),
        ["nested"] = (Nested, true, false),
        ["sums"] = (() => Merged(new Add(), new Subtract(), new Average()), true, false),
        ["factors"] = (() => Merged(new Multiply(), new Maximum(), new Minimum()), true, false),
        ["joined"] = (() => Merged(new Concatenate(), new Concatenate(1)), true, false),
        ["attention"] = (() => Attended((x, _) => new MultiHeadAttention(2, 3, kernelRegularizer: Regularizer.L2,
            activityRegularizer: Regularizer.L1L2).Apply(x, x)), true, false),
        ["two_blocks"] = (() => Attended((x, _) => new MultiHeadAttention(1, 2, name: "second")
            .Apply(new Add().Apply(x, new MultiHeadAttention(2, 3, name: "first").Apply(x, x)), x, useCausalMask: true)), true, false),
        ["groups"] = (() => Attended((x, other) => new GroupQueryAttention(2, 4, 2).Apply(x, other)), true, false),
        ["products"] = (() => Attended((x, other) => new Attention(useScale: true, scoreMode: AttentionScore.Concat)
            .Apply(x, other, useCausalMask: true)), true, false),
        ["additive"] = (() => Attended((x, other) => new AdditiveAttention().Apply(x, other, other)), true, false),
        ["no_masks"] = (NoMasks, true, false),
        ["newest"] = (() => Attended((x, other) => new MultiHeadAttention(2, 3, useGate: true, slidingWindow: 2).Apply(x, other)), true,
            false),
        ["steps"] = (() => new Sequential(seed: 3) { new Input([5, 2]), new Masking(), new Dense(3, Activation.Tanh), new Dense(1) }, false,
            true),
        ["steps_normalized"] = (() => new Sequential(seed: 3) { new Input([5, 2]), new Masking(), new BatchNormalization(momentum: 0.8),
            new Dense(1) }, false, true),
    };

    // The words 2 and 5 are padding.
    private static readonly TensorData s_others = TensorData.Of(Enumerable.Range(0, 21)
        .Select(i => i / 3 is 2 or 5 ? 0 : (float)Math.Cos(i)).ToArray(), [7, 3]);

    private static readonly TensorData s_wide = TensorData.Of(Enumerable.Range(0, 28).Select(i => i / 4 is 2 or 5 ? 0 : (float)Math.Cos(i))
        .ToArray(), [7, 4]);

    // Keras 3.3.3 loses the masks of lists of inputs and, on JAX, those of a model's outputs; a nested model with a mask fails there.
    private static readonly string[] s_otherIn333 = ["attention", "two_blocks", "groups", "products", "additive", "newest", "scaled",
        "nested", "sums", "factors", "joined", "steps", "steps_normalized"];

    [TestCaseSource(typeof(KerasProcess), nameof(KerasProcess.Versions))]
    public void EveryModel_GoesToKerasAndBack(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var names = s_models.Keys.Where(name => version switch
        {
            "3.3.3" => !s_otherIn333.Contains(name),
            "3.15.1" => true,
            _ => name != "newest"
        }).ToList();
        // Keras compiles each training step again: the training is compared in the newest release only, and the loss in all releases.
        var trains = version == KerasProcess.Newest;
        var jobs = names.Select(name =>
        {
            using var model = Trained(name);
            model.Save(folder.At($"{name}.keras"));
            return new JsonObject
            {
                ["file"] = folder.At($"{name}.keras"),
                ["resave"] = folder.At($"{name}-again.keras"),
                ["x"] = TrainingFixtures.Tensor(X(name)),
                ["y"] = TrainingFixtures.Tensor(Y(name)),
                ["batch_size"] = BatchSize,
                ["epochs"] = trains ? Epochs : 0,
                ["predict"] = true,
                ["evaluate"] = true,
            };
        }).ToList();
        var results = KerasProcess.Run(version, folder.At("."), jobs);
        Assert.Multiple(() =>
        {
            foreach (var (name, result) in names.Zip(results))
            {
                Assert.That((string?)result["error"], Is.Null, name);
                if (result["error"] is not null) continue;
                using var model = Model.Load(folder.At($"{name}.keras"));
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                var output = model.Predict(X(name));
                Assert.That(Near.All($"{name}: prediction", TrainingFixtures.Numbers(output), TrainingFixtures.Numbers(result["predict"]),
                    1e-5, 1e-5), Is.Empty);
                Assert.That(Mismatch.Of($"{name} again", again.Predict(X(name)), output), Is.Empty);
                var measured = model.Evaluate(X(name), Y(name), BatchSize);
                // Metrics of 3.3.3 read masks only if there are sample weights.
                foreach (var (key, value) in measured.Where(pair => version != "3.3.3" || pair.Key == "loss"))
                    Assert.That(Near.Of($"{name}: {key}", value, (double)result["evaluate"]![key]![0]!, 5e-5, 1e-7), Is.Empty);
                if (!trains) continue;
                var losses = model.Fit(X(name), Y(name), BatchSize, Epochs, shuffle: false)["loss"];
                Assert.That(Near.All($"{name}: loss", losses, TrainingFixtures.Numbers(result["history"]!["loss"]), 5e-5, 1e-7), Is.Empty);
            }
        });
    }

    private static Model Trained(string name)
    {
        var model = s_models[name].Make();
        model.Compile(new Sgd(0.05, momentum: 0.5), Loss.MeanSquaredError, Metric.MeanAbsoluteError);
        var losses = model.Fit(X(name), Y(name), BatchSize, epochs: 2, shuffle: false)["loss"];
        Assert.That(losses.All(double.IsFinite), $"{name} does not train.");
        return model;
    }

    private static Sequential Scaled()
    {
        var scaling = new MinMaxScaling();
        scaling.Adapt(TensorData.Of(new float[] { 0, -1, 4, 5, 1, 1, 1, 1, 1, 1 }, [1, 5, 2]));
        return new(seed: 3) { new Input([5, 2]), new Masking(), scaling, new GlobalAveragePooling1D(), new Dense(1) };
    }

    private static Functional Nested()
    {
        var x = new Input([5], DType.Int32, "x");
        var inner = new Sequential(seed: 4, name: "inner") { new Input([5, 3]), new Dense(3, Activation.Tanh), new Dropout(0) };
        return new(x, new Dense(1).Apply(new GlobalAveragePooling1D().Apply(inner.Apply(new Embedding(7, 3, maskZero: true).Apply(x)))));
    }

    // Two embeddings of the same words, one of which has its own padding: the masks of the merged values differ.
    private static Functional Merged(params MergeLayer[] merges)
    {
        var x = new Input([5], DType.Int32, "x");
        var (words, others) = (new Embedding(7, 3, maskZero: true, name: "words").Apply(x),
            new Masking().Apply(new Embedding(7, 3, weights: s_others, name: "others").Apply(x)));
        return new(x, new Dense(1)
            .Apply(new Concatenate(name: "all")
            .Apply([.. merges.Select(merge => new GlobalAveragePooling1D().Apply(merge.Apply(words, others)))])));
    }

    private static Functional Attended(Func<KerasTensor, KerasTensor, KerasTensor> attend)
    {
        var x = new Input([5], DType.Int32, "x");
        var (words, others) = (new Embedding(7, 4, maskZero: true, name: "words").Apply(x),
            new Masking().Apply(new Embedding(7, 4, weights: s_wide, name: "others").Apply(x)));
        var mean = new GlobalAveragePooling1D()
            .Apply(new LayerNormalization().Apply(new Add(name: "skip").Apply(words, attend(words, others))));
        return new(x, new Dense(1).Apply(mean));
    }

    private static Functional NoMasks()
    {
        var x = new Input([5], DType.Int32, "x");
        var words = new Embedding(7, 4).Apply(x);
        KerasTensor[] attended = [new MultiHeadAttention(2, 3).Apply(words, words),
            new GroupQueryAttention(2, 4, 2, useBias: false).Apply(words, words, useCausalMask: true), new Attention().Apply(words, words),
            new AdditiveAttention(useScale: false).Apply(words, words)];
        return new(x, new Dense(1).Apply(new GlobalAveragePooling1D().Apply(new Concatenate().Apply(attended))));
    }

    private static TensorData X(string name) => s_models[name].OfWords
        ? TensorData.Of(Enumerable.Range(0, 90).Select(i => i % 5 >= 2 + i / 5 % 4 ? 0 : (i * 7 + i / 3) % 6 + 1).ToArray(), [18, 5])
        : TensorData.Of(Enumerable.Range(0, 180).Select(i => i / 2 % 5 >= 2 + i / 10 % 4 ? 0 : (float)Math.Sin(i) * 2 + 1).ToArray(),
            [18, 5, 2]);

    private static TensorData Y(string name) => SampleData.Of(s_models[name].HasSteps ? [18, 5, 1] : [18, 1], DType.Float32, seed: 6);
}
