using System.Diagnostics;
using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Layers that Keras does not have: real Keras opens them with no code of ours, warns of nothing, predicts the same, and what it saves again
/// opens here.</summary>
[Category("Interop")]
public sealed class ScalerInteropTests
{
    private const string Script = """
        import contextlib, json, sys, warnings
        import jax
        # Keras 3.3.3 asks for a switch of several machines that this JAX no longer has.
        if not hasattr(jax, "spmd_mode"): jax.spmd_mode = lambda mode: contextlib.nullcontext()
        import numpy as np, keras
        results = []
        for job in json.load(open(sys.argv[1], encoding="utf-8")):
            try:
                with warnings.catch_warnings(record=True) as seen:
                    warnings.simplefilter("always")
                    model = keras.models.load_model(job["file"])
                    output = model.predict(np.array(job["x"], dtype="float32"), verbose=0)
                model.save(job["resave"])
                results.append({"warnings": [str(w.message) for w in seen], "shape": np.shape(output), "output": np.asarray(output, dtype="float64").reshape(-1).tolist()})
            except Exception as error:
                results.append({"error": f"{type(error).__name__}: {error}"[:2000]})
        json.dump({"keras": keras.__version__, "results": results}, open(sys.argv[2], "w", encoding="utf-8"))
        """;

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensThem(string version)
    {
        var keras = KerasProcess.Folder;
        using var folder = new TempFolder();
        // Some rows are far beyond what was seen, so that what is clipped shows.
        var rows = SampleData.Matrix(12, 3, seed: 6);
        (rows[0, 0], rows[1, 1], rows[2, 2], rows[3, 0]) = (50, -70, 1e-6f, 0);
        var (names, jobs) = (ScalerModels.All.Keys.ToArray(), new JsonArray());
        var models = names.Select(name => ScalerModels.All[name]()).ToArray();
        foreach (var (name, model) in names.Zip(models))
        {
            model.Save(folder.At($"{name}.keras"));
            jobs.Add((JsonNode)new JsonObject { ["file"] = folder.At($"{name}.keras"), ["resave"] = folder.At($"{name}-again.keras"), ["x"] = JsonTensors.Nested(TensorData.Of(rows)) });
        }
        File.WriteAllText(folder.At("jobs.json"), jobs.ToJsonString());
        var start = new ProcessStartInfo(Path.Combine(keras, "bin", "keras-python"), ["-c", Script, folder.At("jobs.json"), folder.At("results.json")]) { RedirectStandardError = true };
        start.Environment["KERAS_BACKEND"] = "jax";
        if (version != "3.15.1") start.Environment["PYTHONPATH"] = Path.Combine(keras, "keras-" + version);
        using (var process = Process.Start(start)!)
        {
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors);
        }

        var report = KerasJson.Parse(File.ReadAllText(folder.At("results.json")))!;
        Assert.That((string)report["keras"]!, Is.EqualTo(version));
        Assert.Multiple(() =>
        {
            foreach (var (i, name) in names.Index())
            {
                var result = report["results"]![i]!;
                Assert.That(result["error"]?.ToString(), Is.Null, name);
                if (result["error"] is not null) continue;
                Assert.That(result["warnings"]!.AsArray(), Is.Empty, name);
                var ours = models[i].Predict((TensorData)rows!);
                var theirs = result["output"]!.AsArray().Select(number => JsonTensors.Number(number)!.Value).ToArray();
                Assert.That(result["shape"]!.AsArray().Select(size => (long)size!), Is.EqualTo(ours.Shape.Select(dim => dim.Size)), name);
                Assert.That(Near.All(name, Mismatch.Doubles(ours), theirs, 3e-6, 3e-6), Is.Empty);
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadWarnings, Is.Empty, name);
                Assert.That(Mismatch.Of(name, again.Predict((TensorData)rows!), ours), Is.Empty);
            }
        });
    }
}
