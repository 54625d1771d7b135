using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Layers.Tests.Training;

/// <summary>A process of one release of Keras that runs scripts, one after the other, for one test at a time. It ends when the process of
/// the tests ends, because its standard input is then closed.</summary>
internal sealed class KerasServer(string judge, string? release)
{
    // Each script has its own names, and Keras is reset: names of layers count from 0, and the policy is float32.
    private const string Serve = """
        import contextlib, gc, json, os, resource, sys, traceback, warnings
        # Whatever prints goes to the error stream, so that answers alone are on this one.
        answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        import jax
        # Keras 3.3.3 asks for a switch of several machines that this JAX no longer has.
        if not hasattr(jax, "spmd_mode"): jax.spmd_mode = lambda mode: contextlib.nullcontext()
        import numpy as np, keras

        for line in sys.stdin:
            try:
                task = json.loads(line)
                keras.backend.clear_session()
                keras.config.set_dtype_policy("float32")
                names = {"contextlib": contextlib, "json": json, "os": os, "sys": sys, "warnings": warnings, "jax": jax, "np": np, "keras": keras}
                exec(task["script"], names)
                results = []
                for job in json.load(open(task["input"], encoding="utf-8")):
                    try:
                        results.append(names["do"](job))
                    except Exception as error:
                        results.append({"error": f"{type(error).__name__}: {error}"[:2000]})
                with open(task["output"], "w", encoding="utf-8") as file:
                    json.dump({"keras": keras.__version__, "results": results}, file)
                error = ""
            except Exception:
                error = traceback.format_exc()
            names = results = None
            jax.clear_caches()
            gc.collect()
            # What the compiler keeps grows with each model. A new process replaces it before it has more than 2 GB.
            ends = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 2_000_000
            print(json.dumps({"error": error, "ends": ends}), file=answers, flush=True)
            if ends: break
        """;

    private readonly StringBuilder _errors = new();
    private Process? _process;

    /// <summary>Runs a script on the jobs of a file.</summary>
    /// <param name="script">Python that defines <c>do(job)</c>.</param>
    /// <param name="input">A JSON file with a list of jobs.</param>
    /// <param name="output">The file for the results of <c>do</c> and the release.</param>
    public void Run(string script, string input, string output)
    {
        _process ??= Start();
        _process.StandardInput.WriteLine(new JsonObject { ["script"] = script, ["input"] = input, ["output"] = output }.ToJsonString());
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() is { } line
            ? JsonNode.Parse(line)! : new JsonObject { ["error"] = "Python ended.", ["ends"] = true };
        if ((bool)answer["ends"]!)
        {
            _process.WaitForExit();
            _process.Dispose();
            _process = null;
        }
        lock (_errors)
        {
            Assert.That((string)answer["error"]!, Is.Empty, _errors.ToString());
            _errors.Clear();
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Path.Combine(judge, "bin", "keras-python"), ["-c", Serve])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["KERAS_BACKEND"] = "jax";
        // Each model runs for a few steps: XLA's optimization takes longer than it saves.
        start.Environment["JAX_DISABLE_MOST_OPTIMIZATIONS"] = "1";
        // Processes share what they compile, because most of it is the same for all models.
        start.Environment["JAX_COMPILATION_CACHE_DIR"] = Path.Combine(AppContext.BaseDirectory, "jax");
        start.Environment["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0";
        start.Environment["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1";
        if (release is not null) start.Environment["PYTHONPATH"] = release;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        return process;
    }
}
