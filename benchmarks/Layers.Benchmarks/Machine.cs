using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Benchmarks;

/// <summary>Where and with what was measured: numbers mean nothing without it.</summary>
public static class Machine
{
    public static IEnumerable<string> Describe(string? keras)
    {
        yield return $"date: {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        yield return $"processor: {Processor()}, {Environment.ProcessorCount} logical cores, vectors of {Width()} bits";
        yield return $"system: {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}; {RuntimeInformation.FrameworkDescription}";
        yield return $"Layers {Version(typeof(Layer))}; ML.NET {Version(typeof(MLContext))}; ONNX Runtime {OrtEnv.Instance().GetVersionString()}; {keras ?? "no Keras"}";
    }

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line.Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static int Width() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
