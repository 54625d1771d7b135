using Microsoft.ML.OnnxRuntime;

namespace Layers.Tests;

/// <summary>Runs an exported file in a plain session of ONNX Runtime, as any program would.</summary>
internal static class PlainOnnx
{
    public static TensorData Run(string path, TensorData rows)
    {
        using var session = new InferenceSession(path);
        return Run(session, rows);
    }

    /// <summary>Runs a session with other options.</summary>
    public static TensorData Run(InferenceSession session, TensorData rows)
    {
        using var options = new RunOptions();
        using var input = Input(rows);
        using var results = session.Run(options, [session.InputNames.Single()], [input], [session.OutputNames.Single()]);
        return Output(results[0]);
    }

    /// <summary>Runs a file of several inputs by name.</summary>
    public static TensorData Run(string path, IReadOnlyDictionary<string, TensorData> rows)
    {
        using var session = new InferenceSession(path);
        using var options = new RunOptions();
        OrtValue[] inputs = [.. session.InputNames.Select(name => Input(rows[name]))];
        using var results = session.Run(options, [.. session.InputNames], inputs, [session.OutputNames.Single()]);
        foreach (var input in inputs) input.Dispose();
        return Output(results[0]);
    }

    // The memory is ONNX Runtime's own: some kernels give other last bits in memory with another alignment.
    private static OrtValue Input(TensorData rows)
    {
        if (rows.Type == DType.String) return Texts(rows);
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance,
            (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)(int)rows.Type, rows.Shape.ToArray());
        rows.AsBytes().CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    private static OrtValue Texts(TensorData rows)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, rows.Shape.ToArray());
        var texts = rows.ToArray<string>();
        for (var i = 0; i < texts.Length; i++) value.StringTensorSetElementAt(texts[i].AsSpan(), i);
        return value;
    }

    private static TensorData Output(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var shape = Shape.Of(info.Shape);
        return (DType)(int)info.ElementDataType switch
        {
            DType.Float32 => TensorData.Of(value.GetTensorDataAsSpan<float>().ToArray(), shape),
            DType.Float64 => TensorData.Of(value.GetTensorDataAsSpan<double>().ToArray(), shape),
            DType.Int64 => TensorData.Of(value.GetTensorDataAsSpan<long>().ToArray(), shape),
            DType.Int32 => TensorData.Of(value.GetTensorDataAsSpan<int>().ToArray(), shape),
            DType.UInt8 => TensorData.Of(value.GetTensorDataAsSpan<byte>().ToArray(), shape),
            DType.String => TensorData.Of(value.GetStringTensorAsArray(), shape),
            var other => throw new NotSupportedException($"No test gets {other}."),
        };
    }
}
