using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>Creates sessions of ONNX Runtime.</summary>
internal static class Sessions
{
    // Every failure is thrown as an exception, so the messages that ONNX Runtime writes to the error stream are redundant.
    private const OrtLoggingLevel Quiet = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    static Sessions() => StartQuietly();

    /// <summary>Returns options for a run that writes no messages.</summary>
    public static RunOptions QuietRun() => new() { LogSeverityLevel = Quiet };

    public static InferenceSession Create(Graph graph, RuntimeOptions options)
    {
        if (graph.Nodes.FirstOrDefault(node => node.Op.IsExtension) is { } node) throw Throw.NeedsExtensions(node);
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads ?? Environment.ProcessorCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = Quiet,
        };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spinning ? "1" : "0");
        try
        {
            return new InferenceSession(OnnxWriter.Write(graph), settings);
        }
        catch (OnnxRuntimeException e) when (e.Message.StartsWith("[ErrorCode:NotImplemented]", StringComparison.Ordinal))
        {
            throw Throw.NoKernel(e);
        }
        catch (OnnxRuntimeException e)
        {
            throw Throw.NotRunnable(e);
        }
    }

    // The environment is shared in the process. If another library created it, it is not changed. If Layers creates it, it is quiet only
    // while it starts.
    private static void StartQuietly()
    {
        if (OrtEnv.IsCreated) return;
        var options = new EnvironmentCreationOptions { logLevel = Quiet };
        try
        {
            OrtEnv.CreateInstanceWithOptions(ref options).EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        }
        catch (OnnxRuntimeException)
        {
            // Another thread created the environment after the check.
        }
    }
}
