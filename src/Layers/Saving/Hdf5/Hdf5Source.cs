namespace Layers;

/// <summary>The bytes of an HDF5 file by address, with a credit for the bytes that are read and the memory that is allocated. An honest
/// file is read about once. A file with circular references, or one that describes more data than it can hold, exhausts the credit before
/// it exhausts time or memory.</summary>
internal sealed class Hdf5Source(byte[] file)
{
    /// <summary>The maximum size in bytes of all elements that were never written, over all tensors of a file.</summary>
    public const double MostUnwritten = 64 << 20;

    // Twice what the most expensive honest file takes, which has only empty groups. Keras's own files take a tenth of the credit.
    private long _credit = 32L * file.Length + (1 << 16);

    private double _unwritten;

    /// <summary>The size of the file in bytes.</summary>
    public long Length => file.Length;

    /// <summary>The position of address 0. Other data may precede the HDF5 part of a file.</summary>
    public long Base { get; set; }

    /// <summary>Returns bytes of the file's structure, without a copy.</summary>
    public ReadOnlySpan<byte> Read(long address, long count, string where) => Keep(address, count, where).Span;

    /// <summary>Returns the same bytes as <see cref="Read"/>, for later use.</summary>
    public ReadOnlyMemory<byte> Keep(long address, long count, string where)
    {
        if (!Holds(address, count))
            throw Throw.BrokenHdf5(where, $"it refers to {Nouns.Of(count, "byte")} at address {address}, which is outside the file");
        Charge(count, where);
        return file.AsMemory((int)(Base + address), (int)count);
    }

    /// <summary>Copies bytes of a tensor, whose extent was checked with <see cref="Holds"/>.</summary>
    public void Fill(long address, Span<byte> target)
    {
        if (target.IsEmpty) return; // an empty tensor may have any address
        file.AsSpan((int)(Base + address), target.Length).CopyTo(target);
    }

    /// <summary>Whether the file has a number of bytes at an address.</summary>
    public bool Holds(long address, long count) =>
        address >= 0 && count >= 0 && address <= Length - Base && count <= Length - Base - address;

    /// <summary>Counts bytes of elements that the file does not store, and returns whether their total is within the limit.</summary>
    public bool AddUnwritten(double bytes) => (_unwritten += bytes) <= MostUnwritten;

    /// <summary>Subtracts from the credit the bytes that were read, or the memory of the objects made from them, because a few bytes could
    /// describe large objects.</summary>
    public void Charge(long bytes, string where)
    {
        _credit -= bytes + 16; // a small charge for the call itself, because empty reads must not be free
        if (_credit < 0) throw Throw.BrokenHdf5(where, "its parts refer to each other in a cycle, or describe more than a file of this " +
            "size can hold");
    }
}
