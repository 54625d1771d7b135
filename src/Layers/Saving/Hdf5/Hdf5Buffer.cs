using System.Buffers.Binary;

namespace Layers;

/// <summary>The structure of a file that is being written: parts are given their place first and filled in any order.</summary>
internal sealed class Hdf5Buffer
{
    private byte[] _bytes = new byte[1 << 12];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The address of so many more zero bytes, which is a multiple of 8.</summary>
    public long Allocate(long size)
    {
        var address = Length;
        Length = checked((int)(address + size + 7 & ~7L));
        if (Length > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Clamp(2L * Length, Length, Array.MaxLength));
        return address;
    }

    public Hdf5Pen At(long address) => new(_bytes.AsSpan((int)address, Length - (int)address));
}

/// <summary>Puts little-endian fields one after the other; the mirror of <see cref="Hdf5Cursor"/>.</summary>
internal ref struct Hdf5Pen(Span<byte> bytes)
{
    private Span<byte> _rest = bytes;

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_rest);
        _rest = _rest[value.Length..];
    }

    /// <summary>Leaves zeros.</summary>
    public void Skip(long count) => _rest = _rest[(int)count..];

    public void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_rest, checked((ushort)value));
        _rest = _rest[2..];
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
        _rest = _rest[4..];
    }

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
        _rest = _rest[8..];
    }
}
