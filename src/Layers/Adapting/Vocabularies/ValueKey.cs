using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Layers;

/// <summary>A key that distinguishes a value from others without reading the value, which may be anywhere in memory.</summary>
/// <param name="High">The first eight bytes; for an inexact key, a hash.</param>
/// <param name="Low">The other eight bytes.</param>
/// <remarks>Exact keys have the order of their values: integers by size, texts by their UTF-8 bytes.</remarks>
internal readonly record struct ValueKey(ulong High, ulong Low)
{
    /// <summary>The last byte of a key that several values may share.</summary>
    public const byte Inexact = 0xFF;

    /// <summary>The constants of wyhash, half of whose bits are ones.</summary>
    public const ulong First = 0xA0761D6478BD642F, Second = 0xE7037ED1A0B428DB;

    // Each process has another seed, so that an attacker cannot choose colliding values. The results do not depend on it, because counts
    // are returned in order.
    public static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether all values with this key are equal.</summary>
    public bool IsExact => (byte)Low != Inexact;

    /// <summary>Returns a hash: products of 64 bits folded to 64 bits, as in Wang Yi's wyhash (2019).</summary>
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
