using System.IO.Compression;

namespace Layers;

/// <summary>The filters that were applied to the chunks of a tensor when they were stored, and their inverses.</summary>
internal sealed class Hdf5Filters
{
    private const int Deflate = 1, Shuffle = 2, Checksum = 3;
    private const int MostFilters = 8; // usually one of each kind; without a limit, each chunk could be decompressed 255 times

    private readonly List<int> _filters = [];
    private readonly string _where;
    private readonly int _elementSize;

    public Hdf5Filters(Hdf5Header header, int elementSize)
    {
        (_where, _elementSize) = (header.Where, elementSize);
        if (!header.Find(Hdf5Kind.Filters, out var cursor)) return;
        var isOld = cursor.Byte() == 1;
        var count = cursor.Byte();
        if (count > MostFilters) throw Throw.UnsupportedHdf5(_where, $"{count} filters on a tensor");
        if (isOld) cursor.Skip(6);
        for (var i = 0; i < count; i++)
        {
            var filter = cursor.UInt16();
            var nameLength = isOld || filter >= 256 ? cursor.UInt16() : 0;
            cursor.Skip(2);
            var values = cursor.UInt16();
            cursor.Skip(isOld ? nameLength + 7 & ~7 : nameLength);
            cursor.Skip(4 * values + (isOld && values % 2 != 0 ? 4 : 0));
            if (filter is not (Deflate or Shuffle or Checksum))
                throw Throw.UnsupportedHdf5(_where, $"the compression filter number {filter} ({Name(filter)})");
            _filters.Add(filter);
        }
    }

    public int Count => _filters.Count;

    /// <summary>Returns the bytes before the filters were applied, exactly <paramref name="length"/> of them. <paramref name="skipped"/>
    /// has a bit for each filter that was not applied to this chunk.</summary>
    public byte[] Undo(byte[] stored, int length, uint skipped)
    {
        var bytes = stored;
        for (var i = _filters.Count - 1; i >= 0; i--)
            if (!Hdf5Header.Bit((int)skipped, Math.Min(i, 31)))
                bytes = _filters[i] switch
                {
                    Deflate => Inflate(bytes, length + 4 * i), // each earlier filter may have added a checksum
                    Shuffle => Unshuffle(bytes),
                    _ => bytes.Length >= 4 ? bytes[..^4] : throw Wrong(),
                };
        return bytes.Length == length ? bytes : throw Wrong();
    }

    private byte[] Inflate(byte[] bytes, int most)
    {
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var result = new byte[most];
            var length = inflater.ReadAtLeast(result, most, throwOnEndOfStream: false);
            if (length == most && inflater.ReadByte() >= 0) throw Wrong();
            return length == most ? result : result[..length];
        }
        catch (InvalidDataException e)
        {
            throw Throw.BrokenHdf5(_where, "a compressed chunk cannot be decompressed", e);
        }
    }

    /// <summary>Undoes the shuffle filter, which stores the first bytes of all elements, then all second bytes, because that compresses
    /// better.</summary>
    private byte[] Unshuffle(byte[] bytes)
    {
        var count = bytes.Length / _elementSize;
        var result = (byte[])bytes.Clone(); // bytes that do not fill an element stay at the end
        for (var part = 0; part < _elementSize; part++)
            for (var i = 0; i < count; i++)
                result[i * _elementSize + part] = bytes[part * count + i];
        return result;
    }

    private InvalidDataException Wrong() => Throw.BrokenHdf5(_where, "a chunk has the wrong size when decompressed");

    private static string Name(int filter) => filter switch
    {
        4 => "szip",
        5 => "nbit",
        6 => "scale-offset",
        32000 => "lzf",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32015 => "zstandard",
        _ => "unknown",
    };
}
