using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>A model of several inputs and outputs opens in real Keras, which measures and logs the same and continues the training with the
/// same losses.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class SeveralOutputsInteropTests
{
    private const int BatchSize = 7;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_LogsTheSame_AndContinuesTheSame(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        Dictionary<string, TensorData>?[] cases = [null, SeveralOutputs.Weights()];
        foreach (var weights in cases) Trained(weights).Save(File(folder, weights));
        var results = KerasProcess.Run(version, folder.At(""), cases.Select(weights => new JsonObject
        {
            ["file"] = File(folder, weights),
            ["resave"] = File(folder, weights, "again"),
            ["x"] = Named(SeveralOutputs.X()),
            ["y"] = Named(SeveralOutputs.Y()),
            ["sample_weight"] = weights is null ? null : Named(weights),
            ["batch_size"] = BatchSize,
            ["evaluate"] = true,
            ["epochs"] = 5,
        }));
        Assert.Multiple(() =>
        {
            foreach (var (weights, result) in cases.Zip(results)) Compare(version, weights, result, File(folder, weights, "again"));
        });
    }

    private static void Compare(string version, Dictionary<string, TensorData>? weights, JsonObject result, string again)
    {
        using var model = Trained(weights);
        var evaluated = model.Evaluate(SeveralOutputs.X(), SeveralOutputs.Y(), BatchSize, weights);
        var history = model.Fit(SeveralOutputs.X(), SeveralOutputs.Y(), BatchSize, epochs: 5, shuffle: false, sampleWeight: weights);
        Assert.That((string?)result["error"], Is.Null);
        var theirs = ((JsonObject)result["evaluate"]!).ToDictionary(pair => pair.Key, pair => (double)pair.Value![0]!);
        // Keras 3.3.3 logs only the sum.
        Assert.That(evaluated.Keys.Where(key => version != "3.3.3" || key is not ("value_loss" or "kind_loss")),
            Is.EquivalentTo(theirs.Keys));
        Assert.That(theirs.SelectMany(pair => Near.Of(pair.Key, evaluated[pair.Key], pair.Value, 2e-5, 2e-6)), Is.Empty);
        Assert.That(((JsonObject)result["history"]!)
            .SelectMany(pair => Near.All(pair.Key, history[pair.Key], [.. pair.Value!.AsArray().Select(value => (double)value!)], 1e-4,
            1e-6)), Is.Empty);

        using var loaded = Model.Load(again);
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        var onward = loaded.Fit(SeveralOutputs.X(), SeveralOutputs.Y(), BatchSize, epochs: 5, shuffle: false, sampleWeight: weights);
        Assert.That(Near.All("loss", onward["loss"], history["loss"], 1e-5, 1e-8), Is.Empty);
    }

    private static Functional Trained(Dictionary<string, TensorData>? weights)
    {
        var model = SeveralOutputs.Model();
        model.Compile(new Adam(0.02),
            new Dictionary<string, Loss> { ["value"] = Loss.MeanSquaredError, ["kind"] = Loss.SparseCategoricalCrossentropy },
            new Dictionary<string, double> { ["value"] = 2, ["kind"] = 0.25 },
            new Dictionary<string, IReadOnlyList<Metric>>
            {
                ["value"] = [Metric.MeanAbsoluteError, Metric.RootMeanSquaredError],
                ["kind"] = [Metric.Accuracy]
            },
            new Dictionary<string, IReadOnlyList<Metric>> { ["value"] = [Metric.MeanAbsoluteError] });
        model.Fit(SeveralOutputs.X(), SeveralOutputs.Y(), BatchSize, epochs: 2, shuffle: false, sampleWeight: weights);
        return model;
    }

    private static string File(TempFolder folder, Dictionary<string, TensorData>? weights, string name = "ours") =>
        folder.At($"{name}-{(weights is null ? "plain" : "weighted")}.keras");

    private static JsonObject Named(Dictionary<string, TensorData> tensors) =>
        new(tensors.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)TrainingFixtures.Tensor(pair.Value))));
}
