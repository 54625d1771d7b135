using System.Buffers.Binary;
using System.Numerics;

namespace Layers;

/// <summary>The 64-bit hash SipHash-2-4 (Jean-Philippe Aumasson and Daniel J. Bernstein, 2012): two rounds per word of the text, four final
/// rounds, and a key of two numbers.</summary>
internal readonly struct SipHash(ulong first, ulong second) : IByteHash
{
    public ulong Of(ReadOnlySpan<byte> bytes)
    {
        var (v0, v1, v2, v3) = (first ^ 0x736F6D6570736575, second ^ 0x646F72616E646F6D, first ^ 0x6C7967656E657261,
            second ^ 0x7465646279746573);
        var rest = bytes;
        for (; rest.Length >= 8; rest = rest[8..]) Mix(BinaryPrimitives.ReadUInt64LittleEndian(rest), ref v0, ref v1, ref v2, ref v3);
        // The last word has the remaining bytes, and the length in its highest byte.
        var last = (ulong)bytes.Length << 56;
        for (var i = 0; i < rest.Length; i++) last |= (ulong)rest[i] << 8 * i;
        Mix(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xFF;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Mix(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
