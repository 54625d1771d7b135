using System.Text.Json.Nodes;
using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Real Keras opens the saved files of models with its operations, of models with inputs and outputs by name, and the copies saved
/// during training.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class OperationInteropTests
{
    private const string Script = """
        def do(job):
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                model = keras.models.load_model(job["at"])
                if "weights" in job: model.load_weights(job["weights"])
            x = {name: np.array(value["data"], dtype="float32").reshape(value["shape"]) for name, value in job["inputs"].items()}
            y = model(x if job["named"] else list(x.values()) if len(x) > 1 else list(x.values())[0])
            y = [y[name] for name in sorted(y)] if isinstance(y, dict) else list(y) if isinstance(y, (list, tuple)) else [y]
            return {"outputs": [np.asarray(one, dtype="float64").reshape(-1).tolist() for one in y], "warnings": [str(w.message) for w in seen]}
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void AModelOfKeras_OpensThereAgain(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var source = Path.Combine(AppContext.BaseDirectory, "Fixtures", "operations", version);
        string[] names = [.. Directory.EnumerateFiles(source, "*.keras").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith("custom", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        var jobs = new List<JsonObject>();
        foreach (var name in names)
        {
            using var model = Model.Load(Path.Combine(source, name + ".keras"));
            model.Save(folder.At(name + ".keras"));
            var given = Golden.Json(Path.Combine(source, name + ".json"))["inputs"]!;
            string[] inputs = [.. model.Inputs.Select(input => input.Name)];
            var byName = given switch
            {
                JsonArray list => new JsonObject(list.Select((tensor, i) => KeyValuePair.Create(inputs[i], tensor?.DeepClone()))),
                JsonObject one when one.ContainsKey("data") => new JsonObject { [inputs[0]] = one.DeepClone() },
                _ => given.DeepClone(),
            };
            jobs.Add(new JsonObject
            {
                ["at"] = folder.At(name + ".keras"),
                ["inputs"] = byName,
                ["named"] = name.StartsWith("dictionary", StringComparison.Ordinal)
            });
        }
        var results = KerasProcess.Run(version, folder.At(""), jobs, Script);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < names.Length; i++)
            {
                Assert.That((string?)results[i]["error"], Is.Null, names[i]);
                var expected = Golden.Json(Path.Combine(source, names[i] + ".json"))["outputs"]!;
                JsonNode[] outputs = expected switch
                {
                    JsonArray list => [.. list!],
                    JsonObject one when one.ContainsKey("data") => [one],
                    JsonObject named => [.. named.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value!)],
                    _ => []
                };
                for (var output = 0; output < outputs.Length && results[i]["outputs"] is JsonArray received; output++)
                    Assert.That(received[output]!.AsArray().Select(number => (double)number!),
                        Is.EqualTo(Golden.Tensor(outputs[output]).ToArray<float>()).Within(1e-5).Percent, names[i]);
            }
        });
    }

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void ACopyOfATraining_IsAWeightsFileToKeras(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using var model = SmallData.Compiled(new Adam(0.05));
        model.Fit(SmallData.X(), SmallData.Y(), epochs: 2,
            callbacks: [new BackupAndRestore(folder.At("backup"), deleteCheckpoint: false),
            new EarlyStopping("loss", patience: 9, restoreBestWeights: true)]);
        model.Save(folder.At("model.keras"));
        var input = new JsonObject
        {
            ["shape"] = new JsonArray(24, 4),
            ["data"] = new JsonArray([.. SmallData.X().Cast<float>().Select(number => JsonValue.Create((double)number))])
        };
        var result = KerasProcess.Run(version, folder.At(""),
            [new JsonObject { ["at"] = folder.At("model.keras"), ["weights"] = folder.At("backup/latest.weights.h5"),
            ["inputs"] = new JsonObject { ["x"] = input }, ["named"] = false }], Script)[0];
        Assert.That((string?)result["error"], Is.Null);
        Assert.That(result["warnings"]!.AsArray(), Is.Empty);
        Assert.That(result["outputs"]![0]!.AsArray().Select(number => (double)number!),
            Is.EqualTo(model.Predict(SmallData.X()).Cast<float>()).Within(1e-3).Percent);
    }
}
