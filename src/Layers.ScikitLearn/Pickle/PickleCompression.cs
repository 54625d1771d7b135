using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;

namespace Layers.ScikitLearn;

/// <summary>The compressions that joblib writes, detected by their first bytes. The unpacked size is limited by the length of the
/// file.</summary>
internal static class PickleCompression
{
    // Deflate expands one byte to 1,032 bytes at most.
    private const long MostOfAByte = 1_100;
    private const long LeastUnpacked = 1 << 20;
    private const long MostUnpacked = 1 << 30;

    // The format of joblib before release 0.10: "ZF", the length in 19 characters of hexadecimal digits, and the data of zlib.
    private const int OldHeader = 2 + 19;

    /// <summary>Unpacks a file if it is compressed.</summary>
    /// <returns>Whether the file is compressed. If not, <paramref name="unpacked"/> has the bytes of the file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or unpacks to too many bytes.</exception>
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
        // Decompressors throw exceptions of any type for damaged data.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw Throw.BadCompression(name, kind, e);
        }
        return unpacked.Length <= most ? true : throw Throw.UnpacksToTooMuch(name, kind, most);
    }

    private static (string Kind, Func<ReadOnlyMemory<byte>>? Unpack) Recognise(ReadOnlyMemory<byte> bytes, long most) => bytes.Span switch
    {
        [0x1F, 0x8B, ..] => ("gzip", () => Gzip(bytes, most)),
        [(byte)'B', (byte)'Z', (byte)'h', ..] => ("bz2", () => Copy(Bz2(bytes), most)),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("xz", () => XzArchive.Unpack(bytes, most)),
        // The usual settings of LZMA. In a pickle, these bytes would be an empty list and an invalid instruction.
        [0x5D, 0, ..] => ("lzma", () => Lzma(bytes, most)),
        [(byte)'Z', (byte)'F', ..] => ("zlib", () => OldZlib(bytes, most)),
        [0x78, var flags, ..] when (0x7800 + flags) % 31 == 0 => ("zlib", () => Zlib(bytes, most)),
        _ => ("", null),
    };

    /// <summary>Reads a whole stream, but not much more than the limit.</summary>
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

    /// <summary>Makes a stream of the bytes.</summary>
    public static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray());

    private static BZip2Stream Bz2(ReadOnlyMemory<byte> bytes) =>
        BZip2Stream.Create(Stream(bytes), SharpCompress.Compressors.CompressionMode.Decompress, false, false, false);

    // .NET checks the checksums only if they exist, and accepts a file that was cut off.
    private static ReadOnlyMemory<byte> Gzip(ReadOnlyMemory<byte> bytes, long most)
    {
        var copy = Copy(new GZipStream(Stream(bytes), CompressionMode.Decompress), most);
        if (copy.Length <= most && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[^4..]) != (uint)copy.Length)
            throw new InvalidDataException("The length at its end does not match.");
        return copy;
    }

    private static ReadOnlyMemory<byte> Zlib(ReadOnlyMemory<byte> bytes, long most)
    {
        var copy = Copy(new ZLibStream(Stream(bytes), CompressionMode.Decompress), most);
        if (copy.Length <= most && BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[^4..]) != Adler32(copy.Span))
            throw new InvalidDataException("The checksum at its end does not match.");
        return copy;
    }

    private static ReadOnlyMemory<byte> OldZlib(ReadOnlyMemory<byte> bytes, long most)
    {
        var digits = Encoding.Latin1.GetString(bytes.Span[2..OldHeader]).TrimEnd();
        if (!digits.StartsWith("0x", StringComparison.Ordinal)
            || !ulong.TryParse(digits.AsSpan(2).TrimEnd('L'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            throw new InvalidDataException("Its length is no number.");
        // Python 2 wrote an extra space.
        var copy = Zlib(bytes[(bytes.Span[OldHeader] == ' ' ? OldHeader + 1 : OldHeader)..], most);
        if (copy.Length <= most && (ulong)copy.Length != length) throw new InvalidDataException("The length at its beginning is another.");
        return copy;
    }

    // Properties, the size of the dictionary, and the length of the data, or -1 if an end mark follows.
    private static ReadOnlyMemory<byte> Lzma(ReadOnlyMemory<byte> bytes, long most)
    {
        var properties = bytes.Span[..5].ToArray();
        // A dictionary larger than the data is never needed.
        var dictionary = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(properties.AsSpan(1)), (uint)most);
        BinaryPrimitives.WriteUInt32LittleEndian(properties.AsSpan(1), dictionary);
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[5..13]);
        var input = Stream(bytes[13..]);
        var copy = Copy(LzmaStream.Create(properties, input, input.Length, length, leaveOpen: true), most);
        if (copy.Length > most) return copy;
        var isWhole = (length < 0 || copy.Length == length) && input.Position == input.Length;
        return isWhole ? copy : throw new InvalidDataException("It ends before its data does, or there are bytes after its data.");
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
