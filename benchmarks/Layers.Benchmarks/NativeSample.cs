using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Layers.Benchmarks;

/// <summary>The sample <c>samples/Aot</c> as native code.</summary>
public static class NativeSample
{
    /// <summary>Publishes it into a folder.</summary>
    /// <returns>The program, or why there is none.</returns>
    public static (string? Program, string? Reason) Publish(string folder)
    {
        if (!OperatingSystem.IsLinux()) return (null, "native code is published here on Linux only");
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "clang")))) return (null, "no `clang`");
        if (Sample() is not { } sample) return (null, "`samples/Aot` is not above this program");
        string[] arguments = ["publish", sample, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true", "-nodeReuse:false", "-o", folder];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (Path.Combine(folder, "Aot"), null) : (null, "`dotnet publish samples/Aot` failed");
    }

    private static string? Sample()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "samples", "Aot") is var sample && Directory.Exists(sample)) return sample;
        return null;
    }
}
