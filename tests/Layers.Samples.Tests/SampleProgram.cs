using System.Diagnostics;

namespace Layers.Samples.Tests;

/// <summary>Runs a sample as a separate process.</summary>
internal static class SampleProgram
{
    public static (int Code, string Output, string Error) Run(string name, string folder, string[]? arguments = null, string input = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments ?? []])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
