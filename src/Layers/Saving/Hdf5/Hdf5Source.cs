namespace Layers;

/// <summary>The bytes of an HDF5 file by address, with an account of how much has been looked at: an honest file is read about
/// once, so whoever leads in circles runs out of credit instead of time or memory.</summary>
internal sealed class Hdf5Source(byte[] file)
{
    private long _credit = 16L * file.Length + (1 << 16);

    /// <summary>Bytes in the file.</summary>
    public long Length => file.Length;

    /// <summary>Where address 0 is: other data may stand before the HDF5 part of a file.</summary>
    public long Base { get; set; }

    /// <summary>Bytes of the file's structure.</summary>
    public byte[] Read(long address, long count, string where)
    {
        if (!Holds(address, count))
            throw Throw.BrokenHdf5(where, $"{count} bytes should be at address {address}, outside of the file");
        Charge(count, where);
        return file.AsSpan((int)(Base + address), (int)count).ToArray();
    }

    /// <summary>Bytes of a tensor, whose extent was checked with <see cref="Holds"/>.</summary>
    public void Fill(long address, Span<byte> target)
    {
        if (target.IsEmpty) return; // where nothing is, the address may be anything
        file.AsSpan((int)(Base + address), target.Length).CopyTo(target);
    }

    /// <summary>Whether the file has that many bytes at that address.</summary>
    public bool Holds(long address, long count) =>
        address >= 0 && count >= 0 && address <= Length - Base && count <= Length - Base - address;

    /// <summary>Takes work from the credit: bytes looked at, or made of them.</summary>
    public void Charge(long bytes, string where)
    {
        _credit -= bytes + 16; // a little for the call itself, or empty reads would be free
        if (_credit < 0) throw Throw.BrokenHdf5(where, "its parts lead in circles");
    }
}
