using System.Globalization;

namespace Layers.Graphs;

/// <summary>How a tensor prints: type, shape, and the elements while they are few.</summary>
internal static class TensorText
{
    private const int Few = 16;

    public static string Of(TensorData data)
    {
        var type = data.Type.Name() + (data.Shape.Rank == 0 ? "" : data.Shape.ToString());
        return data.Length > Few ? type : $"{type}({Elements(data)})";
    }

    public static string Elements(TensorData data) => data.Type switch
    {
        DType.Float32 => Join(data.AsSpan<float>()),
        DType.Float64 => Join(data.AsSpan<double>()),
        DType.Float16 => Join(data.AsSpan<Half>()),
        DType.BFloat16 => Join<float>(Array.ConvertAll(data.ToArray<ushort>(), bits => BitConverter.UInt32BitsToSingle((uint)bits << 16))),
        DType.Int32 => Join(data.AsSpan<int>()),
        DType.Int64 => Join(data.AsSpan<long>()),
        DType.UInt8 => Join(data.AsSpan<byte>()),
        DType.Int8 => Join(data.AsSpan<sbyte>()),
        DType.Int16 => Join(data.AsSpan<short>()),
        DType.UInt16 => Join(data.AsSpan<ushort>()),
        DType.UInt32 => Join(data.AsSpan<uint>()),
        DType.UInt64 => Join(data.AsSpan<ulong>()),
        DType.Bool => string.Join(", ", data.ToArray<bool>().Select(b => b ? "true" : "false")),
        _ => string.Join(", ", data.ToArray<string>().Select(s => $"\"{s}\"")),
    };

    private static string Join<T>(ReadOnlySpan<T> elements) where T : IFormattable =>
        string.Join(", ", elements.ToArray().Select(e => e.ToString(null, CultureInfo.InvariantCulture)));
}
