using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>A file of Keras 2 that was loaded here and saved again opens in real Keras 3, with the same predictions, and its training
/// continues there as here.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class OldFileInteropTests
{
    private const int Epochs = 3;

    private const string Script = """
        def array(t): return np.array(t["data"], dtype=t["dtype"]).reshape(t["shape"])
        def several(of): return array(of) if "data" in of else {name: array(t) for name, t in of.items()}
        def do(job):
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                model = keras.models.load_model(job["file"])
                outputs = model.predict(several(job["x"]), verbose=0) if "x" in job else []
            outputs = outputs if isinstance(outputs, list) else [outputs]
            result = {"warnings": [str(w.message) for w in seen], "outputs": [np.asarray(one, "float64").reshape(-1).tolist() for one in outputs]}
            if "y" in job:
                y = [array(t) for t in job["y"]]
                result["loss"] = model.fit(several(job["x"]), y if len(y) > 1 else y[0], epochs=job["epochs"], shuffle=False, verbose=0).history["loss"]
            return result
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void SavedAgain_ItOpens_PredictsTheSame_AndTrainsOn(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // The three forms of a file give one model; only the newest Keras opens it from each.
        OldFile[] files = [.. OldFile.Known.Where(file => version == KerasProcess.Newest || !(file.IsHdf5 || file.IsFromWindows))];
        var jobs = new List<JsonObject>();
        foreach (var file in files)
        {
            using var model = Model.Load(file.Path);
            model.Save(folder.At(file.File));
            var job = new JsonObject { ["file"] = folder.At(file.File), ["x"] = Written(model, file.Inputs(model)), ["epochs"] = Epochs };
            if (IsTrained(file)) job["y"] = new JsonArray([.. Labels(model, file).Select(pair => TrainingFixtures.Tensor(pair.Value))]);
            jobs.Add(job);
        }
        var results = KerasProcess.Run(version, folder.At(""), jobs, Script);
        Assert.Multiple(() =>
        {
            foreach (var (file, result) in files.Zip(results))
            {
                Assert.That((string?)result["error"], Is.Null, file.File);
                if (result["error"] is not null) continue;
                Assert.That(result["warnings"]!.AsArray().Select(warning => (string)warning!), Is.Empty, file.File);
                Assert.That(result["outputs"]!.AsArray(), Has.Count.EqualTo(file.Outputs.Count), file.File);
                Assert.That(result["outputs"]!.AsArray().Zip(file.Outputs)
                    .SelectMany(pair => Near.All("output", TrainingFixtures.Numbers(pair.First!), Mismatch.Doubles(pair.Second), 1e-5,
                    1e-6)), Is.Empty, file.File);
                if (!IsTrained(file)) continue;
                using var model = Model.Load(file.Path);
                var losses = model.Fit(file.Inputs(model), Labels(model, file), epochs: Epochs, shuffle: false)["loss"];
                Assert.That(Near.All("loss", TrainingFixtures.Numbers(result["loss"]!), losses, 5e-5, 1e-7), Is.Empty, file.File);
            }
        });
    }

    /// <summary>The statements of the compatibility page about Keras itself.</summary>
    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras3_OpensNoneOfThemAsTheyAre(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // A current file is opened too, so that an error of all other files is due to the files.
        var today = OldFile.Known.First();
        using (var model = Model.Load(today.Path))
        {
            model.Save(folder.At("today.keras"));
            var jobs = OldFile.All.Select(file => new JsonObject { ["file"] = file.Path })
                .Append(new JsonObject
                {
                    ["file"] = folder.At("today.keras"),
                    ["x"] = Written(model, today.Inputs(model)),
                    ["epochs"] = 0
                });
            var results = KerasProcess.Run(version, folder.At(""), jobs, Script);
            Assert.That((string?)results[^1]["error"], Is.Null);
            Assert.That(OldFile.All.Zip(results).Where(pair => pair.Second["error"] is null).Select(pair => pair.First.File), Is.Empty);
        }
    }

    /// <summary>The other statements of the page about Keras itself, on JAX.</summary>
    [Test]
    public void TheNewestKeras_OpensNoOptimizerOfPyTorch_AndNoNoiseShapeThatIsNone_UntilTheyAreSavedAgain()
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        using (var idle = new Sequential { new Input(3), new Dropout(0) }) idle.Save(folder.At("idle.keras"));
        EditedArchive.Edit(folder.At("idle.keras"), folder.At("noise.keras"), "config.json",
            text => text.Replace("\"noise_shape\":null", "\"noise_shape\":2", StringComparison.Ordinal));
        var files = new[] { folder.At("noise.keras"), Golden.At("models/backend_torch_adam.keras") };
        foreach (var (file, i) in files.Select((file, i) => (file, i)))
        {
            using var model = Model.Load(file);
            model.Save(folder.At($"{i}.keras"));
        }
        var results = KerasProcess.Run("3.15.1", folder.At(""),
            [.. files.Append(folder.At("0.keras")).Append(folder.At("1.keras")).Select(file => new JsonObject { ["file"] = file })],
            Script);
        Assert.That(results.Select(result => result["error"] is null), Is.EqualTo(new[] { false, false, true, true }));
        Assert.That((string)results[0]["error"]!, Does.Contain("noise_shape"));
        Assert.That((string)results[1]["error"]!, Does.Contain("torch_adam"));
    }

    // Dropout draws other random numbers in Keras. The forms of a file have the same state, as OldFileTests shows, and compiling each
    // training would take minutes.
    private static bool IsTrained(OldFile file) => file is { HasDropout: false, IsFromWindows: false, IsHdf5: false };

    // Any labels will do, if both libraries have the same.
    private static Dictionary<string, TensorData> Labels(Model model, OldFile file) =>
        model.Objective!.Outputs.Zip(file.Outputs)
            .ToDictionary(pair => pair.First.Name, pair => pair.First.Loss is { ClassName: "SparseCategoricalCrossentropy" }
            ? TensorData.Of(Enumerable.Range(0, (int)pair.Second.Shape[0].Size).Select(row => row % (int)pair.Second.Shape[^1].Size)
                .ToArray(), [pair.Second.Shape[0], 1])
            : TensorData.Of(Enumerable.Range(0, (int)pair.Second.Length).Select(i => i % 2f).ToArray(), pair.Second.Shape));

    private static JsonNode Written(Model model, Dictionary<string, TensorData> inputs) => model.Inputs.Count == 1
        ? TrainingFixtures.Tensor(inputs.Single().Value)
        : new JsonObject(inputs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)TrainingFixtures.Tensor(pair.Value))));
}
