using System.Diagnostics;
using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>Keras on JAX in a process of its own, which waits between measurements so that both sides can take turns.</summary>
public sealed class KerasSteps : IDisposable
{
    public const string Fit = "fit", TrainOnBatch = "train_on_batch", FitManySteps = "fit, 32 steps an execution";

    private readonly Process _process;

    private KerasSteps(string python)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "keras_steps.py");
        _process = Process.Start(new ProcessStartInfo(python, script) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Description = Read();
    }

    /// <summary>The versions of what runs.</summary>
    public string Description { get; }

    /// <summary>Starts it; null when <c>LAYERS_KERAS</c> does not say where Keras is.</summary>
    public static KerasSteps? Start() =>
        Environment.GetEnvironmentVariable("LAYERS_KERAS") is { Length: > 0 } folder ? new KerasSteps(Path.Combine(folder, "bin", "keras-python")) : null;

    /// <summary>Seconds a step.</summary>
    public double Measure(string way)
    {
        _process.StandardInput.WriteLine(way);
        _process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture) * 1e-6;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Keras ended before it answered; its own message is above.");
}
