using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Layers;

/// <summary>The hash of texts. Texts of up to 15 characters below U+0100 are their own keys; the key of any other text is a hash of its
/// UTF-16 units, and equal keys are compared in full.</summary>
internal readonly struct TextHash : IValueHash<string>
{
    private const int MostPacked = 15;

    private const ulong Wide = 0xFF00_FF00_FF00_FF00;

    public static ValueKey Key(string value)
    {
        ref var p = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(value.AsSpan()));
        return value.Length <= MostPacked && Pack(ref p, value.Length, out var key)
            ? key : new ValueKey(Hash(ref p, value.Length * sizeof(char)), ((ulong)value.Length << 8) | ValueKey.Inexact);
    }

    public static bool AreEqual(string a, string b) => ReferenceEquals(a, b) || a.AsSpan().SequenceEqual(b);

    public static string WellFormed(string value) => Utf8Text.WellFormed(value);

    // A key has one byte for each character, the first in the highest byte, and the length in the lowest byte. So keys have the order of
    // the texts, also for texts with a zero character.
    private static bool Pack(ref byte p, int length, out ValueKey key)
    {
        var (first, second, units) = (0UL, 0UL, 0UL);
        if (length >= 8)
        {
            ulong a = Eight(ref p, 0), b = Eight(ref p, 8), c = Eight(ref p, 2 * length - 16), d = Eight(ref p, 2 * length - 8);
            units = a | b | c | d;
            first = Narrow(a) | (Narrow(b) << 32);
            if (length > 8) second = (Narrow(c) | (Narrow(d) << 32)) >> (8 * (16 - length));
        }
        else if (length >= 4)
        {
            ulong a = Eight(ref p, 0), b = Eight(ref p, 2 * length - 8);
            units = a | b;
            first = Narrow(a) | ((Narrow(b) >> (8 * (8 - length))) << 32);
        }
        else
        {
            for (var i = 0; i < length; i++)
            {
                ulong unit = Unsafe.ReadUnaligned<char>(ref Unsafe.Add(ref p, 2 * i));
                units |= unit;
                first |= unit << (8 * i);
            }
        }
        key = new ValueKey(BinaryPrimitives.ReverseEndianness(first), BinaryPrimitives.ReverseEndianness(second) | (uint)length);
        return (units & Wide) == 0;
    }

    // The low bytes of four UTF-16 units.
    private static ulong Narrow(ulong units)
    {
        units = (units | (units >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (units | (units >> 16)) & 0xFFFF_FFFF;
    }

    // Eight bytes at a time, mixed as in wyhash.
    private static ulong Hash(ref byte p, int length)
    {
        var (seed, a, b) = (ValueKey.Seed, 0UL, 0UL);
        if (length > 16)
        {
            var at = 0;
            for (; length - at > 16; at += 16) seed = ValueKey.Fold(Eight(ref p, at) ^ ValueKey.First, Eight(ref p, at + 8) ^ seed);
            (a, b) = (Eight(ref p, length - 16), Eight(ref p, length - 8));
        }
        else if (length >= 8) (a, b) = (Eight(ref p, 0), Eight(ref p, length - 8));
        else if (length >= 4) (a, b) = (Unsafe.ReadUnaligned<uint>(ref p), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref p, length - 4)));
        else if (length > 0) a = Unsafe.ReadUnaligned<ushort>(ref p);
        return ValueKey.Fold(ValueKey.Second ^ (ulong)length, ValueKey.Fold(a ^ ValueKey.First, b ^ seed));
    }

    private static ulong Eight(ref byte p, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref p, at));
}
