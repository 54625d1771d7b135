using System.Buffers.Binary;
using SharpCompress.Compressors.LZMA;

namespace Layers.ScikitLearn;

/// <summary>The container of xz, as Python writes it: a header, one block of LZMA2, an index and a footer.</summary>
/// <remarks>The format is "The .xz File Format", version 1.2. This class reads the container itself, so that it can limit the size of the
/// dictionary and verify the checksum.</remarks>
internal static class XzArchive
{
    private const int HeaderLength = 12;
    private const int FooterLength = 12;
    private const int Lzma2 = 0x21;

    private static readonly ulong[] s_crc32 = Table(0xEDB88320);
    private static readonly ulong[] s_crc64 = Table(0xC96C5795D7870F42);

    /// <summary>Unpacks the data, but not much more than the limit.</summary>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> bytes, long most)
    {
        if (bytes.Length < HeaderLength + FooterLength || bytes.Span[6] != 0 || !bytes.Span[^2..].SequenceEqual("YZ"u8))
            throw Bad("Its beginning or its end is missing.");
        var check = bytes.Span[7];
        var block = bytes[HeaderLength..^FooterLength];
        var header = (block.Span[0] + 1) * 4;
        // Lengths may precede the one filter.
        if (block.Span[0] == 0 || header > block.Length
            || Crc32(block.Span[..(header - 4)]) != BinaryPrimitives.ReadUInt32LittleEndian(block.Span[(header - 4)..]))
            throw Bad("Its block has no header.");
        var flags = block.Span[1];
        if ((flags & 0x3F) != 0) throw Bad("It has filters beside LZMA2.");
        var at = 2;
        for (var lengths = (flags >> 6 & 1) + (flags >> 7); lengths > 0; lengths--)
            while ((block.Span[at++] & 0x80) != 0) { }
        if (block.Span[at] != Lzma2 || block.Span[at + 1] != 1 || block.Span[at + 2] > 40) throw Bad("Its filter is not LZMA2.");

        var data = PickleCompression.Stream(block[header..]);
        byte[] properties = [SmallerDictionary(block.Span[at + 2], most)];
        var copy = PickleCompression.Copy(LzmaStream.Create(properties, data, -1, -1, null, isLzma2: true, leaveOpen: true), most);
        if (copy.Length > most) return copy;
        var end = header + (int)data.Position;
        end += -end & 3;
        if (!IsSum(check, copy.Span, block.Span[Math.Min(end, block.Length)..]))
            throw Bad("The sum of its data is another, or there is a second block.");
        return copy;
    }

    // The checksum follows the data, and then the index, which starts with a zero and the count of one block.
    private static bool IsSum(int check, ReadOnlySpan<byte> data, ReadOnlySpan<byte> rest) => check switch
    {
        0 => rest is [0, 1, ..],
        1 => rest is [_, _, _, _, 0, 1, ..] && BinaryPrimitives.ReadUInt32LittleEndian(rest) == Crc32(data),
        4 => rest is [_, _, _, _, _, _, _, _, 0, 1, ..] && BinaryPrimitives.ReadUInt64LittleEndian(rest) == Crc64(data),
        10 => rest.Length > 33 && rest[32] == 0 && rest[33] == 1
            && System.Security.Cryptography.SHA256.HashData(data).AsSpan().SequenceEqual(rest[..32]),
        _ => false,
    };

    // A code means a size of 2 or 3 times a power of two. A dictionary larger than the data is never needed, so a smaller size is used if
    // it is enough.
    private static byte SmallerDictionary(byte code, long most)
    {
        byte enough = 0;
        while (enough < code && (2L | enough & 1) << (enough / 2 + 11) < most) enough++;
        return enough;
    }

    // The change of the checksum for each byte, with the lowest bit first.
    private static ulong[] Table(ulong polynomial)
    {
        var table = new ulong[256];
        for (var b = 0; b < table.Length; b++)
        {
            var sum = (ulong)b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? sum >> 1 ^ polynomial : sum >> 1;
            table[b] = sum;
        }
        return table;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes) => (uint)~Sum(bytes, s_crc32, uint.MaxValue);

    private static ulong Crc64(ReadOnlySpan<byte> bytes) => ~Sum(bytes, s_crc64, ulong.MaxValue);

    private static ulong Sum(ReadOnlySpan<byte> bytes, ulong[] table, ulong sum)
    {
        foreach (var b in bytes) sum = sum >> 8 ^ table[(byte)sum ^ b];
        return sum;
    }

    private static InvalidDataException Bad(string why) => new(why);
}
