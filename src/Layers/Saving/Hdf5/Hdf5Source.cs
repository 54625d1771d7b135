namespace Layers;

/// <summary>The bytes of an HDF5 file by address, with an account of how much has been looked at and made of it: an honest file is
/// read about once, so whoever leads in circles, or describes more than a file of that size can hold, runs out of credit instead
/// of time or memory.</summary>
internal sealed class Hdf5Source(byte[] file)
{
    /// <summary>Bytes that elements which were never written may take, in all tensors of a file together.</summary>
    public const double MostInvented = 64 << 20;

    // Twice what the tightest honest file takes, one of nothing but empty groups; Keras's own take a tenth of it.
    private long _credit = 32L * file.Length + (1 << 16);

    private double _invented;

    /// <summary>Bytes in the file.</summary>
    public long Length => file.Length;

    /// <summary>Where address 0 is: other data may stand before the HDF5 part of a file.</summary>
    public long Base { get; set; }

    /// <summary>Bytes of the file's structure; not copied.</summary>
    public ReadOnlySpan<byte> Read(long address, long count, string where) => Keep(address, count, where).Span;

    /// <summary>As <see cref="Read"/>, for what is looked at later.</summary>
    public ReadOnlyMemory<byte> Keep(long address, long count, string where)
    {
        if (!Holds(address, count))
            throw Throw.BrokenHdf5(where, $"{count} bytes should be at address {address}, outside of the file");
        Charge(count, where);
        return file.AsMemory((int)(Base + address), (int)count);
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

    /// <summary>Whether so many bytes of elements may be made that come from nothing in the file, beside those made before.</summary>
    public bool Invent(double bytes) => (_invented += bytes) <= MostInvented;

    /// <summary>Takes work from the credit: bytes looked at, or those of objects made of them, lest a few bytes become large
    /// ones.</summary>
    public void Charge(long bytes, string where)
    {
        _credit -= bytes + 16; // a little for the call itself, or empty reads would be free
        if (_credit < 0) throw Throw.BrokenHdf5(where, "its parts lead in circles, or are more than a file of its size holds");
    }
}
