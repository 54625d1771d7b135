using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Layers that Keras does not have: real Keras opens them without our code and without a warning, and predicts the same; our
/// reader opens the file that Keras saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class ScalerInteropTests
{
    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void UnderAPolicyOf16Bits_KerasScalesLargeRowsBeforeItRoundsThem(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        float[,] rows = { { 1_000_000, -70_000 }, { 1_000_030, 90_000 }, { 1_000_010, 1e9f }, { 1_000_020, 3 } };
        FeatureTransform[] layers =
        [
            new MinMaxScaling((-1, 1), clip: true, dtype: DTypePolicy.MixedFloat16), new RobustScaling(dtype: DTypePolicy.MixedBFloat16),
                new PowerTransform(dtype: DTypePolicy.MixedFloat16),
        ];
        Sequential[] models = [.. layers.Select(layer => new Sequential { new Input(2), layer })];
        foreach (var (i, layer) in layers.Index())
        {
            layer.Adapt(rows);
            models[i].Save(folder.At($"{i}.keras"));
        }
        var results = KerasProcess.Run(version, folder.At(""),
            layers.Select((_, i) => new JsonObject
            {
                ["file"] = folder.At($"{i}.keras"),
                ["resave"] = folder.At($"{i}-again.keras"),
                ["x"] = JsonTensors.Nested(TensorData.Of(rows))
            }), KerasProcess.Open);
        foreach (var (i, result) in results.Index())
        {
            Assert.That((result["error"]?.ToString(), result["warnings"]?.AsArray().Count), Is.EqualTo(((string?)null, 0)));
            var theirs = result["output"]!.AsArray().Select(number => JsonTensors.Number(number)!.Value).ToArray();
            // The precision of float16 and bfloat16.
            Assert.That(Near.All($"{layers[i]}", Mismatch.Doubles(models[i].Predict(rows)), theirs, 8e-3, 1e-5), Is.Empty);
        }
    }

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensThem(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // Some rows are far outside the range that was seen, so that clipping has an effect.
        var rows = SampleData.Matrix(12, 3, seed: 6);
        (rows[0, 0], rows[1, 1], rows[2, 2], rows[3, 0]) = (50, -70, 1e-6f, 0);
        // Some values are missing.
        (rows[4, 0], rows[5, 1], rows[6, 2], rows[7, 0], rows[7, 1]) = (float.NaN, float.NaN, float.NaN, float.NaN, float.NaN);
        // Keras 3.3 cannot call functional models on steps.
        var names = ScalerModels.All.Keys.Where(name => version != "3.3.3" || name is not ("formula_on_each_step" or "line_on_each_step"))
            .ToArray();
        var models = names.Select(name => ScalerModels.All[name]()).ToArray();
        foreach (var (name, model) in names.Zip(models)) model.Save(folder.At($"{name}.keras"));
        var results = KerasProcess.Run(version, folder.At(""), names.Select(name => new JsonObject
        {
            ["file"] = folder.At($"{name}.keras"),
            ["resave"] = folder.At($"{name}-again.keras"),
            ["x"] = JsonTensors.Nested(TensorData.Of(rows)),
        }), KerasProcess.Open);
        Assert.Multiple(() =>
        {
            foreach (var (i, name) in names.Index())
            {
                var result = results[i];
                Assert.That(result["error"]?.ToString(), Is.Null, name);
                if (result["error"] is not null) continue;
                Assert.That(result["warnings"]!.AsArray(), Is.Empty, name);
                var ours = models[i].Predict((TensorData)rows!);
                var theirs = result["output"]!.AsArray().Select(number => JsonTensors.Number(number)!.Value).ToArray();
                Assert.That(result["shape"]!.AsArray().Select(size => (long)size!), Is.EqualTo(ours.Shape.Select(dim => dim.Size)), name);
                Assert.That(Near.All(name, Mismatch.Doubles(ours), theirs, 3e-6, 3e-6), Is.Empty);
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadReport!.Warnings, Is.Empty, name);
                Assert.That(Mismatch.Of(name, again.Predict((TensorData)rows!), ours), Is.Empty);
            }
        });
    }
}
