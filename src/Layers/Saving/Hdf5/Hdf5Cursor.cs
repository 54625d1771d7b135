using System.Buffers.Binary;
using System.Text;

namespace Layers;

/// <summary>Reads little-endian fields from bytes, one after the other. If the bytes run out, the file is damaged.</summary>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, string where)
{
    /// <summary>The value of an undefined address or size in HDF5: all bits set.</summary>
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

    /// <summary>Reads an unsigned number of 1 to 8 bytes, below 2^63; or <see cref="Undefined"/> for 8 bytes with all bits set.</summary>
    public long Number(int size = 8)
    {
        ulong value = 0;
        var field = Take(size);
        for (var i = field.Length - 1; i >= 0; i--) value = value << 8 | field[i];
        if (value == ulong.MaxValue && size == 8) return Undefined;
        return value <= long.MaxValue ? (long)value : throw Throw.BrokenHdf5(where, $"{value} cannot be an address or a size");
    }

    /// <summary>Throws if the next bytes are not a magic word.</summary>
    public void Expect(ReadOnlySpan<byte> magic)
    {
        if (!Take(magic.Length).SequenceEqual(magic))
            throw Throw.BrokenHdf5(where, $"the signature '{Encoding.ASCII.GetString(magic)}' is missing");
    }

    /// <summary>Reads UTF-8 text up to and including its null character.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var end = _rest.IndexOf((byte)0);
        var text = Take(end);
        Skip(1);
        return text;
    }
}
