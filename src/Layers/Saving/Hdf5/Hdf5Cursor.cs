using System.Buffers.Binary;
using System.Text;

namespace Layers;

/// <summary>Takes little-endian fields from bytes, one after the other; running out is damage of the file, not a bug.</summary>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, string where)
{
    /// <summary>An address or size that HDF5 calls undefined: all bits set.</summary>
    public const long Undefined = -1;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length) throw Throw.BrokenHdf5(where, "a part of its description is too short");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    public void Skip(long count) => Take(count);

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>An unsigned number of 1 to 8 bytes, below 2^63; or <see cref="Undefined"/> for 8 bytes of all ones.</summary>
    public long Number(int size = 8)
    {
        ulong value = 0;
        var field = Take(size);
        for (var i = field.Length - 1; i >= 0; i--) value = value << 8 | field[i];
        if (value == ulong.MaxValue && size == 8) return Undefined;
        return value <= long.MaxValue ? (long)value : throw Throw.BrokenHdf5(where, $"{value} cannot be an address or a size");
    }

    /// <summary>Insists on a magic word.</summary>
    public void Expect(ReadOnlySpan<byte> magic)
    {
        if (!Take(magic.Length).SequenceEqual(magic))
            throw Throw.BrokenHdf5(where, $"'{Encoding.ASCII.GetString(magic)}' should be where something else is");
    }

    /// <summary>UTF-8 text up to its null character, which is taken too.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var end = _rest.IndexOf((byte)0);
        var text = Take(end);
        Skip(1);
        return text;
    }
}
