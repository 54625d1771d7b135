using System.Diagnostics;
using System.Globalization;
using Layers;
using Layers.Graphs;

/// <summary>Loads a model, predicts with the row engine, and reports the native libraries that were loaded and the threads that were
/// started: there must be none.</summary>
internal static class ManagedOnly
{
    public static int Run(string path)
    {
        using var process = Process.GetCurrentProcess();
        // The first enumeration of the threads may itself start threads, which are not counted.
        _ = Threads(process).Count;
        var before = Threads(process);
        using (var model = Model.Load(path)) Predict(model);
        var started = Threads(process).Except(before).Count();

        var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!)
            .Where(name => name.Contains("OnnxRuntime", StringComparison.OrdinalIgnoreCase)).ToList();
        process.Refresh();
        loaded.AddRange(process.Modules.Cast<ProcessModule>().Select(module => module.ModuleName)
            .Where(name => name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"loaded: {string.Join(", ", loaded)}; threads: {started}; in the pool: {ThreadPool.ThreadCount}"));
        return loaded.Count == 0 && started == 0 && ThreadPool.ThreadCount == 0 ? 0 : 1;
    }

    private static void Predict(Model model)
    {
        var features = (int)model.Inputs[0].Shape[1].Size;
        // With one core, the work is so large that it would be split among threads on a machine with several cores.
        TensorData many = new float[Environment.ProcessorCount == 1 ? 5000 : 20, features];
        foreach (var engine in (PredictEngine[])[PredictEngine.Auto, PredictEngine.Rows])
        {
            model.Engine = engine;
            model.Predict(new float[features]);
            model.Predict(new float[3 * features], new float[3 * (int)model.Predict(many).Shape[1].Size]);
            model.Predict(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = many });
        }
    }

    private static HashSet<int> Threads(Process process)
    {
        process.Refresh();
        return [.. process.Threads.Cast<ProcessThread>().Select(thread => thread.Id)];
    }
}
