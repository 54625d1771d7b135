using System.IO.Compression;
using System.IO.Hashing;

namespace Layers;

/// <summary>The entries of a zip file. Memory is allocated only for data that the file really contains, and each entry is compared with its
/// checksum.</summary>
internal sealed class ZipEntries : ModelEntries
{
    // Deflate expands one byte to at most 1032 bytes.
    private const long MostExpansion = 1032;

    // Long texts do not compress to less than a hundredth.
    private const long ExpansionOfText = 100, ShortText = 64 << 20;

    private const int FirstPiece = 1 << 16;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly ZipArchive _zip;
    private readonly ILookup<string, ZipArchiveEntry> _byName;

    public ZipEntries(string path)
        : this(path, RegularFile.Open(path), Throw.NotAnArchive)
    {
    }

    /// <param name="path">The path, for messages.</param>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="isNone">Makes the exception for a stream that is not a zip file.</param>
    /// <param name="leaveOpen">Whether the stream stays open; by default it is closed with this object.</param>
    public ZipEntries(string path, Stream stream, Func<string, Exception, InvalidDataException> isNone, bool leaveOpen = false)
        : base(path)
    {
        (_stream, _leaveOpen) = (stream, leaveOpen);
        try
        {
            _zip = new ZipArchive(_stream, ZipArchiveMode.Read, leaveOpen: true);
            // The list of entries is read only here, so a damaged list fails here.
            _byName = _zip.Entries.ToLookup(entry => entry.FullName, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            if (!leaveOpen) _stream.Dispose();
            throw isNone(path, e);
        }
    }

    public override IEnumerable<string> Names => _zip.Entries.Select(entry => entry.FullName);

    /// <summary>The declared size of all entries after decompression.</summary>
    public long Length => _zip.Entries.Sum(entry => Math.Min(entry.Length, int.MaxValue));

    public override void Dispose()
    {
        _zip.Dispose();
        if (!_leaveOpen) _stream.Dispose();
    }

    protected override byte[]? Read(string name, long most, bool isText)
    {
        // Readers differ in which of two equal entries they take, so one program could check a different model than another program runs.
        ZipArchiveEntry[] found = [.. _byName[name]];
        if (found.Length > 1) throw Throw.RepeatedEntry(Path, name, found.Length);
        return found.Length == 0 ? null : Read(found[0], most, isText);
    }

    private byte[] Read(ZipArchiveEntry entry, long most, bool isText)
    {
        var (length, compressed) = (entry.Length, entry.CompressedLength);
        if (length > most || compressed > _stream.Length || length > MostExpansion * compressed
            || (isText && length > ShortText && length > ExpansionOfText * compressed))
            throw Throw.EntryTooLarge(Path, entry.FullName, length, compressed);
        byte[] bytes;
        try
        {
            using var stream = entry.Open();
            bytes = Read(stream, length, isStored: length == compressed);
            if (bytes.Length != length || stream.ReadByte() >= 0) throw Throw.EntryOfOtherLength(Path, entry.FullName, length);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw Throw.BadEntry(Path, entry.FullName, null, e);
        }
        return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw Throw.WrongCheckSum(Path, entry.FullName);
    }

    // A compressed entry may declare more than it holds, so the buffer doubles as data arrives.
    private static byte[] Read(Stream stream, long length, bool isStored)
    {
        var bytes = new byte[isStored ? length : Math.Min(length, FirstPiece)];
        for (var count = 0; ;)
        {
            count += stream.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
            if (count < bytes.Length) return bytes[..count];
            if (count == length) return bytes;
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * count));
        }
    }
}
