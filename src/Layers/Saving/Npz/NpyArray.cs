using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Layers;

/// <summary>An array in NumPy's format <c>.npy</c>: a header as a Python dictionary, then the elements.</summary>
internal static class NpyArray
{
    /// <summary>The extension of such files.</summary>
    public const string Ending = ".npy";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the elements.</summary>
    /// <param name="name">The name of the array, for messages.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or its elements are not numbers.</exception>
    public static TensorData Read(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10 || !bytes.StartsWith(Magic)) throw Throw.BadNpy(name, "it does not start with the signature of an array");
        var version = bytes[6];
        if (version is < 1 or > 3) throw Throw.BadNpy(name, $"it has version {version}, and versions 1 to 3 are known");
        var start = version == 1 ? 10 : 12;
        if (bytes.Length < start) throw Throw.BadNpy(name, "it is cut off");
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - start) throw Throw.BadNpy(name, "it is cut off");
        var header = NpyHeader.Parse(name, Encoding.UTF8.GetString(bytes.Slice(start, (int)length)));
        var elements = bytes[(start + (int)length)..];
        if (elements.Length != header.Bytes)
            throw Throw.BadNpy(name, $"its shape {header.Shape} needs {Nouns.Of(header.Bytes, "byte")}, and it has {elements.Length}");

        var inOrder = elements.ToArray();
        if (header.IsFortran) ByRows(elements, inOrder, header.Shape, header.Size);
        if (header.IsBigEndian == BitConverter.IsLittleEndian && header.Size > 1)
            for (var at = 0; at < inOrder.Length; at += header.Size) inOrder.AsSpan(at, header.Size).Reverse();
        return Make(header, inOrder);
    }

    // Converts column-major order, in which the first axis varies fastest, to row-major order, in which the last axis does.
    private static void ByRows(ReadOnlySpan<byte> byColumns, Span<byte> byRows, Shape shape, int size)
    {
        var index = new long[shape.Rank];
        for (var at = 0; at < byRows.Length; at += size)
        {
            long from = 0;
            for (var axis = shape.Rank - 1; axis >= 0; axis--) from = from * shape[axis].Size + index[axis];
            byColumns.Slice((int)from * size, size).CopyTo(byRows[at..]);
            for (var axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis].Size; axis--) index[axis] = 0;
        }
    }

    private static TensorData Make(NpyHeader header, byte[] bytes) => header.Type switch
    {
        DType.Float16 => Of<Half>(bytes, header.Shape),
        DType.Float32 => Of<float>(bytes, header.Shape),
        DType.Float64 => Of<double>(bytes, header.Shape),
        DType.Int8 => Of<sbyte>(bytes, header.Shape),
        DType.Int16 => Of<short>(bytes, header.Shape),
        DType.Int32 => Of<int>(bytes, header.Shape),
        DType.Int64 => Of<long>(bytes, header.Shape),
        DType.UInt8 => Of<byte>(bytes, header.Shape),
        DType.UInt16 => Of<ushort>(bytes, header.Shape),
        DType.UInt32 => Of<uint>(bytes, header.Shape),
        DType.UInt64 => Of<ulong>(bytes, header.Shape),
        _ => TensorData.Of(Array.ConvertAll(bytes, one => one != 0), header.Shape),
    };

    private static TensorData Of<T>(byte[] bytes, Shape shape) where T : unmanaged =>
        TensorData.Of(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), shape);
}
