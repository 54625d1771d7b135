using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Benchmarks;

/// <summary>Describes the machine and the versions of the libraries, without which the numbers mean nothing.</summary>
public static class Machine
{
    public static IEnumerable<string> Describe(string? keras)
    {
        yield return $"date: {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        yield return $"processor: {Processor()}, {Environment.ProcessorCount} logical cores, vectors of {Width()} bits";
        yield return $"system: {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}; " +
            $"{RuntimeInformation.FrameworkDescription}";
        yield return $"Layers {Version(typeof(Layer))}; ML.NET {Version(typeof(MLContext))}; ONNX Runtime " +
            $"{OrtEnv.Instance().GetVersionString()}; {keras ?? "no Keras"}";
    }

    // Some hypervisors leave the model out of the name, so the numbers that identify the model are added.
    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var unknown = RuntimeInformation.ProcessArchitecture.ToString();
        if (!File.Exists(Info)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? unknown;
        var facts = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(Info).TakeWhile(line => line.Length > 0))
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value]) facts[name] = value;
        var numbers = string.Join(", ", new[] { "cpu family", "model", "stepping" }.Where(facts.ContainsKey)
            .Select(name => $"{name.Replace("cpu ", "", StringComparison.Ordinal)} {facts[name]}"));
        if (!facts.TryGetValue("model name", out var model)) return unknown;
        return numbers.Length > 0 ? $"{model} ({numbers})" : model;
    }

    private static int Width() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
