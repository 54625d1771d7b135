namespace Layers;

/// <summary>TensorFlow's hash of values side by side, one after another (<c>FingerprintCat64</c>): the order of the values
/// counts.</summary>
internal static class CrossHash
{
    /// <summary>What the first value is joined to: the key of TensorFlow's crossed columns.</summary>
    public const ulong Start = 0xDECAFCAFFE;

    private const ulong Factor = 0xC6A4A7935BD1E995;

    /// <summary>A hash joined with the next value.</summary>
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
