namespace Layers;

/// <summary>TensorFlow's hash of several values (<c>FingerprintCat64</c>). It joins one value after another, so their order
/// matters.</summary>
internal static class CrossHash
{
    /// <summary>The initial hash, with which the first value is joined: the key of TensorFlow's crossed columns.</summary>
    public const ulong Start = 0xDECAFCAFFE;

    private const ulong Factor = 0xC6A4A7935BD1E995;

    /// <summary>Joins a hash with the next value.</summary>
    public static ulong Join(ulong hash, ulong value)
    {
        var joined = hash ^ Factor;
        joined ^= Shifted(value * Factor) * Factor;
        joined *= Factor;
        joined = Shifted(joined) * Factor;
        return Shifted(joined);
    }

    private static ulong Shifted(ulong x) => x ^ (x >> 47);
}
