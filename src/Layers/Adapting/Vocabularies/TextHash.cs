using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Layers;

/// <summary>Texts by their UTF-16 units, eight bytes at a time: products of 64 bits folded into 64, as Wang Yi's wyhash (2019) mixes.</summary>
/// <remarks>The seed is another in each process, so that nobody can choose texts that collide. No result shows it: what is counted is handed out in order.</remarks>
internal readonly struct TextHash : IValueHash<string>
{
    private const ulong First = 0xA0761D6478BD642F, Second = 0xE7037ED1A0B428DB;

    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public static ulong Hash(string value)
    {
        ref var p = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(value.AsSpan()));
        var length = value.Length * sizeof(char);
        var (seed, a, b) = (s_seed, 0UL, 0UL);
        if (length > 16)
        {
            var at = 0;
            for (; length - at > 16; at += 16) seed = Fold(Eight(ref p, at) ^ First, Eight(ref p, at + 8) ^ seed);
            (a, b) = (Eight(ref p, length - 16), Eight(ref p, length - 8));
        }
        else if (length >= 8) (a, b) = (Eight(ref p, 0), Eight(ref p, length - 8));
        else if (length >= 4) (a, b) = (Unsafe.ReadUnaligned<uint>(ref p), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref p, length - 4)));
        else if (length > 0) a = Unsafe.ReadUnaligned<ushort>(ref p);
        return Fold(Second ^ (ulong)length, Fold(a ^ First, b ^ seed));
    }

    public static bool AreEqual(string a, string b) => ReferenceEquals(a, b) || (a.Length == b.Length && a.AsSpan().SequenceEqual(b));

    public static string Mended(string value) => Utf8Text.WellFormed(value);

    private static ulong Eight(ref byte p, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref p, at));

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
