using Google.Protobuf;

namespace Layers.TensorFlow.Proto;

/// <summary>Converts tensors and shapes to TensorFlow's protocol buffers.</summary>
internal static class TensorProtos
{
    public static TensorProto Of(TensorData data)
    {
        var proto = new TensorProto { Dtype = data.Type.ToTensorFlow(), TensorShape = Of(data.Shape) };
        if (data.Type == DType.String) proto.StringVal.AddRange(data.ToArray<string>().Select(ByteString.CopyFromUtf8));
        else proto.TensorContent = ByteString.CopyFrom(data.AsBytes());
        return proto;
    }

    /// <summary>Converts a shape; an unknown size becomes −1.</summary>
    public static TensorShapeProto Of(Shape shape) =>
        new() { Dim = { shape.Select(dim => new TensorShapeProto.Types.Dim { Size = dim.IsKnown ? dim.Size : -1 }) } };
}
