using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Encodings of integer categories: real Keras opens them on JAX without our code and without TensorFlow, and predicts the same;
/// our reader opens the file that Keras saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class ColumnEncodingInteropTests
{
    private static readonly TensorData s_rows = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 60)],
        i => (long)(i * i % 7 - 2) * (i % 2 == 0 ? 1 : 1000)), [30, 2]);

    private static readonly Dictionary<string, Func<AdaptiveLayer>> s_layers = new()
    {
        ["one_hot"] = () => new OneHotEncoding(UnknownCategory.Ignore),
        ["one_hot_dropped"] = () => new OneHotEncoding(UnknownCategory.Ignore, DroppedCategory.First),
        ["one_hot_rare"] = () => new OneHotEncoding(UnknownCategory.Infrequent, maxCategories: 3),
        ["ordinal"] = () => new OrdinalEncoding(UnknownCategory.Ignore),
        ["ordinal_rare"] = () => new OrdinalEncoding(UnknownCategory.Ignore, -5, maxCategories: 2),
        ["frequency"] = () => new FrequencyEncoding(),
        ["target"] = () => new TargetEncoding(),
    };

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensThem(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // The last rows have unknown categories.
        var x = TensorData.Of([.. s_rows.ToArray<long>()[..40], 77, -1, 4, 77], [22, 2]);
        var names = s_layers.Keys.ToArray();
        Sequential[] models = [.. names.Select(name => new Sequential { new Input([2], DType.Int64), Adapted(s_layers[name]()),
            new Dense(2) })];
        foreach (var (name, model) in names.Zip(models)) model.Save(folder.At($"{name}.keras"));
        var results = KerasProcess.Run(version, folder.At(""), names.Select(name => new JsonObject
        {
            ["file"] = folder.At($"{name}.keras"),
            ["resave"] = folder.At($"{name}-again.keras"),
            ["x"] = JsonTensors.Nested(x),
        }), KerasProcess.Open);
        Assert.Multiple(() =>
        {
            foreach (var (i, name) in names.Index())
            {
                var result = results[i];
                Assert.That(result["error"]?.ToString(), Is.Null, name);
                if (result["error"] is not null) continue;
                // JAX has no int64, and warns for each input of that type.
                Assert.That(result["warnings"]!.AsArray().Select(text => (string)text!)
                    .Where(text => !text.Contains("dtype int64 requested", StringComparison.Ordinal)), Is.Empty, name);
                var ours = models[i].Predict(x);
                var theirs = result["output"]!.AsArray().Select(number => JsonTensors.Number(number)!.Value).ToArray();
                Assert.That(Near.All(name, Mismatch.Doubles(ours), theirs, 3e-6, 3e-6), Is.Empty);
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadReport!.Warnings, Is.Empty, name);
                Assert.That(Mismatch.Of(name, again.Predict(x), ours), Is.Empty);
            }
        });
    }

    private static AdaptiveLayer Adapted(AdaptiveLayer layer)
    {
        layer.Adapt(s_rows, labels: layer.NeedsLabels ? SampleData.Of([30], DType.Float64, seed: 3) : null);
        return layer;
    }
}
