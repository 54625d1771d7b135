using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Layers.Benchmarks;

/// <summary>The sample <c>samples/Aot</c>, published into a folder: the program, or why there is none.</summary>
public static class PublishedSample
{
    /// <summary>As native code, without a runtime beside it.</summary>
    public static (string? Program, string? Reason) Native(string folder)
    {
        if (!OperatingSystem.IsLinux()) return (null, "native code is published here on Linux only");
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "clang"))))
            return (null, "no `clang`");
        return Publish(folder, "-p:PublishAot=true");
    }

    /// <summary>For the installed runtime, with its methods compiled beforehand.</summary>
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
