using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace Layers.Onnx;

/// <summary>How sessions are made, in one place.</summary>
internal static class Sessions
{
    public static InferenceSession Create(Graph graph, RuntimeOptions options)
    {
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads ?? Environment.ProcessorCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
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
}
