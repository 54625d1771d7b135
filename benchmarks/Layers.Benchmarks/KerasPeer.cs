using System.Diagnostics;
using System.Globalization;

namespace Layers.Benchmarks;

/// <summary>A process with Keras on JAX, and NumPy. The process waits between measurements, so that both sides can take turns.</summary>
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

    /// <summary>The path of a Python program with Keras; null if the variable <c>LAYERS_KERAS</c> is not set.</summary>
    public static string? Python =>
        Environment.GetEnvironmentVariable("LAYERS_KERAS") is { Length: > 0 } folder ? Path.Combine(folder, "bin", "keras-python") : null;

    /// <summary>The versions of Keras and of the packages that it uses, as text.</summary>
    public string Description { get; }

    public bool HasScikitLearn => Description.Contains("scikit-learn", StringComparison.Ordinal);

    /// <summary>Starts the process; null if the variable <c>LAYERS_KERAS</c> is not set.</summary>
    public static KerasPeer? Start() => Python is { } python ? new KerasPeer(python) : null;

    /// <summary>Measures one piece of work, and returns its seconds.</summary>
    public double Measure(string way)
    {
        _process.StandardInput.WriteLine(way);
        _process.StandardInput.Flush();
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    /// <summary>Measures the loading of a model file, and returns the seconds.</summary>
    public double MeasureLoad(string path) => Measure($"load {path}");

    /// <summary>Frees the memory of a kind of work.</summary>
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
