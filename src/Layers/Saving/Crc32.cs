using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The check sum of zip entries: CRC-32 with the polynomial of ISO 3309, eight bytes at a time.</summary>
/// <remarks>.NET's <c>ZipArchive</c> reads the sum of an entry and never compares it. Source: M. Kounavis and F. Berry, A systematic approach to building
/// high performance, software-based, CRC generators (2005).</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    // Table 0 takes one byte; table i takes a byte that has i more after it.
    private static readonly uint[][] s_tables = Tables();

    // Most programs compare one file, once, at their start: code that is not optimized yet would take ten times as long for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3, t4, t5, t6, t7) = (s_tables[0], s_tables[1], s_tables[2], s_tables[3], s_tables[4], s_tables[5], s_tables[6], s_tables[7]);
        var sum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var first = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            var second = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum = t7[(byte)first] ^ t6[(byte)(first >> 8)] ^ t5[(byte)(first >> 16)] ^ t4[first >> 24]
                ^ t3[(byte)second] ^ t2[(byte)(second >> 8)] ^ t1[(byte)(second >> 16)] ^ t0[second >> 24];
        }
        foreach (var one in bytes) sum = t0[(byte)(sum ^ one)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[][] Tables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var i = 0; i < 256; i++)
            {
                if (table > 0)
                {
                    var before = tables[table - 1][i];
                    tables[table][i] = tables[0][(byte)before] ^ (before >> 8);
                    continue;
                }
                var sum = (uint)i;
                for (var bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? Polynomial ^ (sum >> 1) : sum >> 1;
                tables[0][i] = sum;
            }
        }
        return tables;
    }
}
