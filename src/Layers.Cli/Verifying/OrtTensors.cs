using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layers.Cli;

/// <summary>Converts tensors to those of ONNX Runtime and back.</summary>
internal static class OrtTensors
{
    public static OrtValue Of(TensorData data)
    {
        var shape = data.Shape.ToArray();
        switch (data.Type)
        {
            case DType.Float32: return OrtValue.CreateTensorValueFromMemory(data.ToArray<float>(), shape);
            case DType.Float64: return OrtValue.CreateTensorValueFromMemory(data.ToArray<double>(), shape);
            case DType.Int64: return OrtValue.CreateTensorValueFromMemory(data.ToArray<long>(), shape);
            case DType.Int32: return OrtValue.CreateTensorValueFromMemory(data.ToArray<int>(), shape);
            case DType.Bool: return OrtValue.CreateTensorValueFromMemory(data.ToArray<bool>(), shape);
            case DType.String:
                var texts = data.ToArray<string>();
                var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
                for (var i = 0; i < texts.Length; i++) value.StringTensorSetElementAt(texts[i].AsSpan(), i);
                return value;
            default: throw new ToolException($"An input of type {data.Type.Name()} cannot be read from a table.");
        }
    }

    public static TensorData Read(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var shape = Shape.Of(info.Shape);
        return info.ElementDataType switch
        {
            TensorElementType.Float => TensorData.Of(value.GetTensorDataAsSpan<float>().ToArray(), shape),
            TensorElementType.Double => TensorData.Of(value.GetTensorDataAsSpan<double>().ToArray(), shape),
            TensorElementType.Int64 => TensorData.Of(value.GetTensorDataAsSpan<long>().ToArray(), shape),
            TensorElementType.Int32 => TensorData.Of(value.GetTensorDataAsSpan<int>().ToArray(), shape),
            TensorElementType.Bool => TensorData.Of(value.GetTensorDataAsSpan<bool>().ToArray(), shape),
            TensorElementType.String => TensorData.Of(value.GetStringTensorAsArray(), shape),
            var other => throw new ToolException($"The ONNX file gives {other}, which cannot be compared."),
        };
    }
}
