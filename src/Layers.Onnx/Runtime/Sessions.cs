using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>How sessions are made, in one place.</summary>
internal static class Sessions
{
    // Everything that fails is an exception of ours, so what ONNX Runtime writes to the error stream by itself says nothing new.
    private const OrtLoggingLevel Quiet = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

    static Sessions() => StartQuietly();

    /// <summary>Options of a run that writes nothing.</summary>
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

    // The environment is the process's: where another library made it, it stays as it is; where we make it, it is quiet only while it
    // starts.
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
            // Another thread made it in between.
        }
    }
}
