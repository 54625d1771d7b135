using System.Diagnostics;
using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>Keras on JAX, and NumPy beside it, in a process of its own, which waits between measurements so that both sides can take
/// turns.</summary>
public sealed class KerasPeer : IDisposable
{
    public const string Fit = "fit", TrainOnBatch = "train_on_batch", FitManySteps = "fit, 32 steps an execution";
    public const string Epoch = "epoch", EpochManySteps = "epoch, 32 steps an execution", Predict = "predict", NumPy = "numpy",
        ScikitLearn = "sklearn";
    public const string RecurrentFit = "lstm, fit", RecurrentPredict = "lstm, predict_on_batch";
    public const string Counter = "counter";

    private readonly Process _process;

    private KerasPeer(string python)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "keras_peer.py");
        _process = Process.Start(new ProcessStartInfo(python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Description = Read();
    }

    /// <summary>The Python that has Keras; null when <c>LAYERS_KERAS</c> does not say where it is.</summary>
    public static string? Python =>
        Environment.GetEnvironmentVariable("LAYERS_KERAS") is { Length: > 0 } folder ? Path.Combine(folder, "bin", "keras-python") : null;

    /// <summary>The versions of what runs.</summary>
    public string Description { get; }

    public bool HasScikitLearn => Description.Contains("scikit-learn", StringComparison.Ordinal);

    /// <summary>Starts it; null when <c>LAYERS_KERAS</c> does not say where Keras is.</summary>
    public static KerasPeer? Start() => Python is { } python ? new KerasPeer(python) : null;

    /// <summary>Seconds of one piece of work.</summary>
    public double Measure(string way)
    {
        _process.StandardInput.WriteLine(way);
        _process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds of opening a model that is a file.</summary>
    public double MeasureLoad(string path) => Measure($"load {path}");

    /// <summary>Frees what a way holds in memory.</summary>
    public void Forget(string way) => Measure($"forget {way}");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Read() =>
        _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("Keras ended before it answered; its own message is above.");
}
