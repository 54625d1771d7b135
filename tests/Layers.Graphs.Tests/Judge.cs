using Layers.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layers.Graphs.Tests;

/// <summary>ONNX Runtime as it is, without our sessions around it, so that nothing of ours decides what comes out.</summary>
internal static class Judge
{
    public static IReadOnlyList<TensorData> Run(Graph graph, IEnumerable<KeyValuePair<Value, TensorData>> feeds, GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = level, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(OnnxWriter.Write(graph), settings);
        var inputs = feeds.Where(feed => graph.Inputs.Contains(feed.Key)).ToDictionary(feed => feed.Key.Name!, feed => ToOrt(feed.Value));
        using var options = new RunOptions();
        using var results = session.Run(options, inputs, [.. graph.Outputs.Select(output => output.Key)]);
        foreach (var input in inputs.Values) input.Dispose();
        return [.. results.Select(FromOrt)];
    }

    private static TensorData FromOrt(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var (type, shape) = ((DType)(int)info.ElementDataType, Shape.Of(info.Shape));
        if (type == DType.String) return TensorData.Of(value.GetStringTensorAsArray(), shape);
        var data = TensorData.Zeros(type, shape);
        value.GetTensorDataAsSpan<byte>().CopyTo(data.WritableBytes());
        return data;
    }

    private static OrtValue ToOrt(TensorData data)
    {
        var sizes = data.Shape.ToArray();
        return data.Type switch
        {
            DType.Float32 => OrtValue.CreateTensorValueFromMemory(data.ToArray<float>(), sizes),
            DType.Float64 => OrtValue.CreateTensorValueFromMemory(data.ToArray<double>(), sizes),
            DType.Int32 => OrtValue.CreateTensorValueFromMemory(data.ToArray<int>(), sizes),
            DType.Int64 => OrtValue.CreateTensorValueFromMemory(data.ToArray<long>(), sizes),
            DType.UInt64 => OrtValue.CreateTensorValueFromMemory(data.ToArray<ulong>(), sizes),
            DType.Bool => OrtValue.CreateTensorValueFromMemory(data.ToArray<bool>(), sizes),
            DType.String => OrtValue.CreateFromStringTensor(new DenseTensor<string>(data.ToArray<string>(), Array.ConvertAll(sizes, size => (int)size))),
            _ => throw new NotSupportedException($"No sample feeds {data.Type.Name()}."),
        };
    }
}
