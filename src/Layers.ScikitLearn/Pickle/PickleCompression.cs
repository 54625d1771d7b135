using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;

namespace Layers.ScikitLearn;

/// <summary>The compressions that joblib writes, told apart by their first bytes. What a file unpacks to is bounded by its
/// length.</summary>
internal static class PickleCompression
{
    // Deflate makes 1,032 bytes of one at most.
    private const long MostOfAByte = 1_100;
    private const long LeastUnpacked = 1 << 20;
    private const long MostUnpacked = 1 << 30;

    // What joblib wrote before release 0.10: "ZF", the length in 19 characters of hexadecimal digits, and zlib's data.
    private const int OldHeader = 2 + 19;

    /// <summary>Unpacks a file that is compressed.</summary>
    /// <returns>Whether it is; what it unpacks to, or its own bytes.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or unpacks to too much.</exception>
    public static bool TryUnpack(ReadOnlyMemory<byte> bytes, string name, out ReadOnlyMemory<byte> unpacked)
    {
        var most = Math.Clamp(MostOfAByte * bytes.Length, LeastUnpacked, MostUnpacked);
        var (kind, unpack) = Recognise(bytes, most);
        unpacked = bytes;
        if (unpack is null) return false;
        try
        {
            unpacked = unpack();
        }
        // Those who write decompressors throw what they like at damaged data.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Throw.BadCompression(name, kind, e);
        }
        return unpacked.Length <= most ? true : throw Throw.UnpacksToTooMuch(name, kind, most);
    }

    private static (string Kind, Func<ReadOnlyMemory<byte>>? Unpack) Recognise(ReadOnlyMemory<byte> bytes, long most) => bytes.Span switch
    {
        [0x1F, 0x8B, ..] => ("gzip", () => Gzip(bytes, most)),
        [(byte)'B', (byte)'Z', (byte)'h', ..] =>
            ("bz2", () =>
            Copy(BZip2Stream.Create(Stream(bytes), SharpCompress.Compressors.CompressionMode.Decompress, false, false, false), most)),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("xz", () => XzArchive.Unpack(bytes, most)),
        // Five times nine states and the smallest dictionaries; no pickle goes on like this.
        [0x5D, 0, ..] => ("lzma", () => Lzma(bytes, most)),
        [(byte)'Z', (byte)'F', ..] => ("zlib", () => OldZlib(bytes, most)),
        [0x78, var flags, ..] when (0x7800 + flags) % 31 == 0 => ("zlib", () => Zlib(bytes, most)),
        _ => ("", null),
    };

    /// <summary>Everything that a stream gives, and a little more than the limit where it gives more.</summary>
    public static ReadOnlyMemory<byte> Copy(Stream stream, long most)
    {
        using (stream)
        {
            var copy = new MemoryStream();
            var buffer = new byte[16_384];
            while (copy.Length <= most && stream.Read(buffer, 0, buffer.Length) is > 0 and var read) copy.Write(buffer, 0, read);
            return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }
    }

    /// <summary>A stream of the bytes.</summary>
    public static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray());

    // .NET checks the sums only where they are there, and takes a file that was cut off for one that ends.
    private static ReadOnlyMemory<byte> Gzip(ReadOnlyMemory<byte> bytes, long most)
    {
        var copy = Copy(new GZipStream(Stream(bytes), CompressionMode.Decompress), most);
        if (copy.Length <= most && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]) != (uint)copy.Length)
            throw new InvalidDataException("The length at its end is another.");
        return copy;
    }

    private static ReadOnlyMemory<byte> Zlib(ReadOnlyMemory<byte> bytes, long most)
    {
        var copy = Copy(new ZLibStream(Stream(bytes), CompressionMode.Decompress), most);
        if (copy.Length <= most && BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[^4..]) != Adler32(copy.Span))
            throw new InvalidDataException("The sum at its end is another.");
        return copy;
    }

    private static ReadOnlyMemory<byte> OldZlib(ReadOnlyMemory<byte> bytes, long most)
    {
        var digits = Encoding.Latin1.GetString(bytes.Span[2..OldHeader]).TrimEnd();
        if (!digits.StartsWith("0x", StringComparison.Ordinal)
            || !ulong.TryParse(digits.AsSpan(2).TrimEnd('L'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            throw new InvalidDataException("Its length is no number.");
        // Python 2 wrote a blank more.
        var copy = Zlib(bytes[(bytes.Span[OldHeader] == ' ' ? OldHeader + 1 : OldHeader)..], most);
        return copy.Length > most || (ulong)copy.Length == length ? copy
            : throw new InvalidDataException("The length at its beginning is another.");
    }

    // Properties, the size of the dictionary, and the length of the data, or -1 where a mark ends it.
    private static ReadOnlyMemory<byte> Lzma(ReadOnlyMemory<byte> bytes, long most)
    {
        var properties = bytes.Span[..5].ToArray();
        // No more of a dictionary is used than there is data.
        var dictionary = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(properties.AsSpan(1)), (uint)most);
        BinaryPrimitives.WriteUInt32LittleEndian(properties.AsSpan(1), dictionary);
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[5..13]);
        var input = Stream(bytes[13..]);
        var copy = Copy(LzmaStream.Create(properties, input, input.Length, length, leaveOpen: true), most);
        return copy.Length > most || (length < 0 || copy.Length == length) && input.Position == input.Length ? copy
            : throw new InvalidDataException("It ends before its data does, or goes on behind it.");
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint low = 1, high = 0;
        foreach (var b in bytes)
        {
            low = (low + b) % 65_521;
            high = (high + low) % 65_521;
        }
        return high << 16 | low;
    }
}
