using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Layers.Benchmarks;

/// <summary>Publishes the sample <c>samples/Aot</c> into a folder. The result is the path of the program, or the reason why there is
/// none.</summary>
public static class PublishedSample
{
    /// <summary>Publishes native code, which needs no installed runtime.</summary>
    public static (string? Program, string? Reason) Native(string folder)
    {
        if (!OperatingSystem.IsLinux()) return (null, "native code is published here on Linux only");
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "clang"))))
            return (null, "no `clang`");
        return Publish(folder, "-p:PublishAot=true");
    }

    /// <summary>Publishes for the installed runtime, with methods that are compiled in advance.</summary>
    public static (string? Program, string? Reason) ReadyToRun(string folder) =>
        Publish(folder, "-p:PublishAot=false", "-p:PublishReadyToRun=true", "--self-contained", "false");

    private static (string? Program, string? Reason) Publish(string folder, params IEnumerable<string> how)
    {
        if (Sample() is not { } sample) return (null, "`samples/Aot` is not above this program");
        string[] arguments = ["publish", sample, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, .. how, "-nodeReuse:false",
            "-o", folder];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (Path.Combine(folder, OperatingSystem.IsWindows() ? "Aot.exe" : "Aot"), null) : (null, "`dotnet publish samples/Aot` failed");
    }

    private static string? Sample()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "samples", "Aot") is var sample && Directory.Exists(sample)) return sample;
        return null;
    }
}
