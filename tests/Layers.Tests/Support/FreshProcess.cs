using System.Diagnostics;

namespace Layers.Tests;

/// <summary>A separate process that reads a model from its file only. One process serves all tests, from the first one that needs
/// it.</summary>
[SetUpFixture]
internal sealed class FreshProcess
{
    private static readonly Lock s_lock = new();
    private static Process? s_process;

    public static TensorData Predict(string path, TensorData rows)
    {
        lock (s_lock)
        {
            s_process ??= Start([]);
            s_process.StandardInput.WriteLine($"{path}\t{TensorLines.Write(rows)}");
            s_process.StandardInput.Flush();
            var line = s_process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The process ended: {s_process.StandardError.ReadToEnd()}");
            return line.StartsWith("error\t", StringComparison.Ordinal)
                ? throw new InvalidOperationException(line) : TensorLines.Read(line.Split('\t'));
        }
    }

    [OneTimeTearDown]
    public void Stop()
    {
        if (s_process is null) return;
        s_process.StandardInput.Close();
        s_process.WaitForExit();
        s_process.Dispose();
        s_process = null;
    }

    /// <summary>Runs a task of the program to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(string[] task, Dictionary<string, string>? variables = null)
    {
        using var process = Start(task, variables);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Start(string[] task, Dictionary<string, string>? variables = null)
    {
        var program = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Layers.Loader.dll"), .. task])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? []) program.Environment[name] = value;
        return Process.Start(program)!;
    }
}
