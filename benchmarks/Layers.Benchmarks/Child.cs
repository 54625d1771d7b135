using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Layers.Data;

namespace Layers.Benchmarks;

/// <summary>The work of a process that this program starts in order to measure it as a whole. Each kind of work writes one line.</summary>
/// <remarks>Each kind of work has its own method, so that a process loads only the assemblies that it needs.</remarks>
public static class Child
{
    public const string Predict = "child-predict", Adapt = "child-adapt";

    public static bool Run(string way, string path)
    {
        switch (way)
        {
            case Predict:
                PredictFirst(path);
                return true;
            case Adapt:
                AdaptFile(path);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Returns the seconds from the start of a process to the first line that it writes.</summary>
    public static double SecondsToAnswer(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.WaitForExit();
        return line is not null && process.ExitCode == 0
            ? seconds : throw new InvalidOperationException($"'{program}' failed; its own message is above.");
    }

    /// <summary>Returns the command that starts this program with arguments. If the program was started as <c>dotnet
    /// Layers.Benchmarks.dll</c>, the path of the process is that of <c>dotnet</c>.</summary>
    public static (string Program, string[] Arguments) Of(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? (Environment.ProcessPath!, [typeof(Child).Assembly.Location, .. arguments]) : (Environment.ProcessPath!, arguments);

    /// <summary>Returns the peak memory, in bytes, of a process that adapts a layer to a Parquet file.</summary>
    public static double PeakOfAdapting(string path)
    {
        var (program, arguments) = Of(Adapt, path);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return double.Parse(line ?? throw new InvalidOperationException("Adapting failed; its own message is above."),
            CultureInfo.InvariantCulture);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PredictFirst(string path)
    {
        using var model = Model.Load(path);
        var row = new float[Matrix.Features];
        Array.Fill(row, 1);
        Console.WriteLine(model.Predict(row)[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AdaptFile(string path)
    {
        new Normalization().Adapt(DataFile.Parquet(path));
        Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64);
    }
}
