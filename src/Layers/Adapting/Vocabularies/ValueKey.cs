using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Layers;

/// <summary>What tells a value from others without a look at the value itself, which may lie anywhere in memory.</summary>
/// <param name="High">The first eight bytes; of keys that are not exact, a hash.</param>
/// <param name="Low">The others.</param>
/// <remarks>Exact keys are in the order of their values: integers by size, texts by their UTF-8 bytes.</remarks>
internal readonly record struct ValueKey(ulong High, ulong Low)
{
    /// <summary>The last byte of a key that several values may have.</summary>
    public const byte Inexact = 0xFF;

    /// <summary>Numbers of wyhash, whose bits are half ones.</summary>
    public const ulong First = 0xA0761D6478BD642F, Second = 0xE7037ED1A0B428DB;

    // Another in each process, so that nobody can choose values that collide. No result shows it: what is counted is handed out in order.
    public static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether values with this key are the same.</summary>
    public bool IsExact => (byte)Low != Inexact;

    /// <summary>A hash: products of 64 bits folded into 64, as Wang Yi's wyhash (2019) mixes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Hash() => (uint)(Fold(Fold(High ^ First, Low ^ Seed), Second) >> 32);

    /// <summary>Mixes 128 bits to 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
