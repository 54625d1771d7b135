using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Layers.Tests.Training;

/// <summary>Runs scripts in processes of real Keras, which serve all tests one after the other: starting a process takes longer than most
/// scripts.</summary>
internal static class KerasProcess
{
    /// <summary>Opens the file as any user would, evaluates it, saves it again, continues its training.</summary>
    public const string Train = """
        def array(t):
            if t is None or "data" not in t: return t and {name: array(of) for name, of in t.items()}
            return np.array(t["data"], dtype=t["dtype"]).reshape(t["shape"])
        def do(job):
            model = keras.models.load_model(job["file"])
            x, y, weights = array(job["x"]), array(job["y"]), array(job.get("sample_weight"))
            # Some releases take labels and weights of several outputs by place alone.
            if isinstance(y, dict): y, weights = [y[name] for name in model.output_names], weights and [weights[name] for name in model.output_names]
            result = {}
            if job.get("resave"): model.save(job["resave"])
            if job.get("predict"): result["predict"] = np.asarray(model.predict(x, verbose=0), dtype="float64").reshape(-1).tolist()
            if job.get("evaluate"): result["evaluate"] = {k: np.asarray(v, dtype="float64").reshape(-1).tolist() for k, v in model.evaluate(x, y, sample_weight=weights, batch_size=job["batch_size"], verbose=0, return_dict=True).items()}
            if job.get("epochs"): result["history"] = model.fit(x, y, sample_weight=weights, epochs=job["epochs"], batch_size=job["batch_size"], shuffle=False, verbose=0).history
            result["optimizer"] = [np.asarray(v, dtype="float64").reshape(-1).tolist() for v in model.optimizer.variables]
            return result
        """;

    /// <summary>Opens the file, predicts, saves it again, and collects the warnings: Keras's own, and Python's about the calls of
    /// Keras.</summary>
    public const string Open = """
        def do(job):
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                model = keras.models.load_model(job["file"])
                output = model.predict(np.array(job["x"], dtype="float32"), verbose=0)
            model.save(job["resave"])
            return {"warnings": [str(w.message) for w in seen], "shape": np.shape(output), "output": np.asarray(output, dtype="float64").reshape(-1).tolist()}
        """;

    // Three releases take longer than CI allows.
    private const string Between = "3.12.0";

    /// <summary>The tested releases: the oldest and the newest, and the one between if <c>LAYERS_KERAS_ALL</c> is set.</summary>
    public static IReadOnlyList<string> Versions { get; } = Environment.GetEnvironmentVariable("LAYERS_KERAS_ALL") is { Length: > 0 }
        ? ["3.3.3", Between, "3.15.1"] : ["3.3.3", "3.15.1"];

    private static readonly ConcurrentDictionary<string, ConcurrentBag<KerasServer>> s_free = new();

    /// <summary>The release that is installed in the folder itself.</summary>
    public static string Newest => Versions[^1];

    /// <summary>The folder of real Keras; skips the test if there is none.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("LAYERS_KERAS") is { Length: > 0 } folder ? folder
        : throw new IgnoreException("LAYERS_KERAS does not name a folder with real Keras.");

    /// <summary>Returns the results of one release for each job.</summary>
    /// <param name="version">One of <see cref="Versions"/>.</param>
    /// <param name="work">The folder for the messages in both directions.</param>
    /// <param name="jobs">The arguments of the script.</param>
    /// <param name="script">Python that defines <c>do(job)</c>.</param>
    public static IReadOnlyList<JsonObject> Run(string version, string work, IEnumerable<JsonObject> jobs, string script = Train)
    {
        if (!Versions.Contains(version)) throw new IgnoreException($"Keras {version} is tested only if LAYERS_KERAS_ALL is set.");
        var (input, output) = (Path.Combine(work, $"jobs-{version}.json"), Path.Combine(work, $"results-{version}.json"));
        File.WriteAllText(input, KerasJson.Write(new JsonArray([.. jobs])));
        // There is one process for each test that runs at the same time.
        var free = s_free.GetOrAdd(version, _ => []);
        if (!free.TryTake(out var server))
            server = new KerasServer(Folder, version == Newest ? null : Path.Combine(Folder, "keras-" + version));
        try
        {
            server.Run(script, input, output);
        }
        finally
        {
            free.Add(server);
        }
        var report = KerasJson.Parse(File.ReadAllText(output))!;
        Assert.That((string)report["keras"]!, Is.EqualTo(version));
        return [.. report["results"]!.AsArray().Select(result => (JsonObject)result!)];
    }
}
