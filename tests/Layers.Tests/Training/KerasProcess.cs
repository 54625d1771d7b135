using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Layers.Tests.Training;

/// <summary>Real Keras, one process for many models: starting it takes longer than all it does here.</summary>
internal static class KerasProcess
{
    // For each job: load the file as any user would, evaluate it, save it again, train it on.
    private const string Script = """
        import contextlib, json, os, sys
        import jax
        # Keras 3.3.3 asks for a switch of several machines that this JAX no longer has.
        if not hasattr(jax, "spmd_mode"): jax.spmd_mode = lambda mode: contextlib.nullcontext()
        import numpy as np, keras
        def array(t):
            if t is None or "data" not in t: return t and {name: array(of) for name, of in t.items()}
            return np.array(t["data"], dtype=t["dtype"]).reshape(t["shape"])
        results = []
        for job in json.load(open(sys.argv[1], encoding="utf-8")):
            try:
                model = keras.models.load_model(job["file"])
                x, y, weights = array(job["x"]), array(job["y"]), array(job.get("sample_weight"))
                # Some releases take labels and weights of several outputs by place alone.
                if isinstance(y, dict): y, weights = [y[name] for name in model.output_names], weights and [weights[name] for name in model.output_names]
                result = {}
                if job.get("predict"): result["predict"] = np.asarray(model.predict(x, verbose=0), dtype="float64").reshape(-1).tolist()
                if job.get("resave"): model.save(job["resave"])
                if job.get("predict"): result["predict"] = np.asarray(model.predict(x, verbose=0), dtype="float64").reshape(-1).tolist()
                if job.get("evaluate"): result["evaluate"] = {k: np.asarray(v, dtype="float64").reshape(-1).tolist() for k, v in model.evaluate(x, y, sample_weight=weights, batch_size=job["batch_size"], verbose=0, return_dict=True).items()}
                if job.get("epochs"): result["history"] = model.fit(x, y, sample_weight=weights, epochs=job["epochs"], batch_size=job["batch_size"], shuffle=False, verbose=0).history
                result["optimizer"] = [np.asarray(v, dtype="float64").reshape(-1).tolist() for v in model.optimizer.variables]
            except Exception as error:
                result = {"error": f"{type(error).__name__}: {error}"[:1000]}
            results.append(result)
        json.dump({"keras": keras.__version__, "results": results}, open(sys.argv[2], "w", encoding="utf-8"))
        """;

    public static IReadOnlyList<string> Versions { get; } = ["3.3.3", "3.12.0", "3.15.1"];

    /// <summary>The folder of the judge; skips the test where there is none.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("LAYERS_KERAS") is { Length: > 0 } folder ? folder
        : throw new IgnoreException("LAYERS_KERAS does not name a folder with real Keras.");

    public static IReadOnlyList<JsonObject> Run(string version, string work, IEnumerable<JsonObject> jobs)
    {
        var (input, output) = (Path.Combine(work, $"jobs-{version}.json"), Path.Combine(work, $"results-{version}.json"));
        File.WriteAllText(input, new JsonArray([.. jobs]).ToJsonString());
        var start = new ProcessStartInfo(Path.Combine(Folder, "bin", "keras-python"), ["-c", Script, input, output]) { RedirectStandardError = true };
        start.Environment["KERAS_BACKEND"] = "jax";
        // Each model is compiled for a few steps: optimizing it takes longer than it saves.
        start.Environment["JAX_DISABLE_MOST_OPTIMIZATIONS"] = "1";
        if (version != "3.15.1") start.Environment["PYTHONPATH"] = Path.Combine(Folder, "keras-" + version);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
        var report = KerasJson.Parse(File.ReadAllText(output))!;
        Assert.That((string)report["keras"]!, Is.EqualTo(version));
        return [.. report["results"]!.AsArray().Select(result => (JsonObject)result!)];
    }
}
