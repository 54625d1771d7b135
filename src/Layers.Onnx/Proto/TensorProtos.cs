using System.Runtime.InteropServices;
using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx;

/// <summary>Converts tensors to and from protobuf. Elements are written as raw little-endian bytes, and read in each form that the standard
/// allows.</summary>
internal static class TensorProtos
{
    public static TensorProto Of(string name, TensorData data)
    {
        var proto = new TensorProto { Name = name, DataType = (int)data.Type, Dims = { data.Shape.ToArray() } };
        if (data.Type == DType.String) proto.StringData.AddRange(data.ToArray<string>().Select(ByteString.CopyFromUtf8));
        else proto.RawData = ByteString.CopyFrom(data.AsBytes());
        return proto;
    }

    public static TensorData Read(TensorProto proto)
    {
        var type = (DType)proto.DataType;
        if (!Enum.IsDefined(type)) throw Throw.UnsupportedElementType(proto.Name, proto.DataType);
        if (proto.DataLocation != 0) throw Throw.ExternalData(proto.Name);
        var shape = ShapeOf(proto);
        if (type == DType.String)
        {
            return proto.StringData.Count == shape.Length
                ? TensorData.Of(proto.StringData.Select(s => s.ToStringUtf8()).ToArray(), shape)
                : throw Throw.WrongTensorSize(proto.Name, shape, proto.StringData.Count);
        }

        var bytes = proto.RawData.IsEmpty ? Typed(proto, type) : proto.RawData.Span;
        if (bytes.Length % type.Size() != 0 || bytes.Length / type.Size() != shape.Length)
            throw Throw.WrongTensorSize(proto.Name, shape, bytes.Length / type.Size());
        var data = TensorData.Zeros(type, shape);
        bytes.CopyTo(data.WritableBytes());
        return data;
    }

    private static Shape ShapeOf(TensorProto proto)
    {
        decimal length = 1;
        foreach (var size in proto.Dims)
        {
            if (size < 0) throw Throw.NegativeSize(proto.Name, size);
            length *= size;
            if (length > int.MaxValue) throw Throw.TensorTooLarge(proto.Name);
        }
        return Shape.Of([.. proto.Dims]);
    }

    // Other producers may store elements in typed fields. Small integers and 16-bit floats are then in int32_data, one in each field.
    private static ReadOnlySpan<byte> Typed(TensorProto proto, DType type) => type switch
    {
        DType.Float32 => MemoryMarshal.AsBytes<float>(proto.FloatData.ToArray()),
        DType.Float64 => MemoryMarshal.AsBytes<double>(proto.DoubleData.ToArray()),
        DType.Int64 => MemoryMarshal.AsBytes<long>(proto.Int64Data.ToArray()),
        DType.UInt64 => MemoryMarshal.AsBytes<ulong>(proto.Uint64Data.ToArray()),
        DType.UInt32 => MemoryMarshal.AsBytes<uint>(proto.Uint64Data.Select(i => (uint)i).ToArray()),
        DType.Int32 => MemoryMarshal.AsBytes<int>(proto.Int32Data.ToArray()),
        DType.UInt8 or DType.Int8 or DType.Bool => proto.Int32Data.Select(i => (byte)i).ToArray(),
        _ => MemoryMarshal.AsBytes<ushort>(proto.Int32Data.Select(i => (ushort)i).ToArray()),
    };
}
