using Layers.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layers.Graphs.Tests;

/// <summary>ONNX Runtime without the sessions of Layers, so that no code under test affects its result.</summary>
internal static class Judge
{
    public static IReadOnlyList<TensorData> Run(Graph graph, IEnumerable<KeyValuePair<Value, TensorData>> feeds,
        GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = level,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR
        };
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

    // The memory is ONNX Runtime's own: sums have other last bits in memory with another alignment.
    private static OrtValue ToOrt(TensorData data)
    {
        var sizes = data.Shape.ToArray();
        if (data.Type == DType.String)
            return OrtValue.CreateFromStringTensor(new DenseTensor<string>(data.ToArray<string>(),
                Array.ConvertAll(sizes, size => (int)size)));
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)(int)data.Type, sizes);
        data.AsBytes().CopyTo(value.GetTensorMutableRawData());
        return value;
    }
}
