using System.Security.Cryptography;

namespace Layers;

/// <summary>Integers, mixed as <see cref="TextHash"/> mixes texts.</summary>
internal readonly struct IntegerHash : IValueHash<long>
{
    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    public static ulong Hash(long value)
    {
        var high = Math.BigMul((ulong)value ^ 0xA0761D6478BD642F, s_seed, out var low);
        high = Math.BigMul(high ^ low ^ 0xE7037ED1A0B428DB, 0x9E3779B97F4A7C15, out low);
        return high ^ low;
    }

    public static bool AreEqual(long a, long b) => a == b;

    public static long Mended(long value) => value;
}
