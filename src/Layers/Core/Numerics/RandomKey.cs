namespace Layers;

/// <summary>Seeds and random numbers that are derived from seeds with SplitMix64. The random operators of graphs use the same
/// generator.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal static class RandomKey
{
    /// <summary>Returns an independent key for the n-th use of a key.</summary>
    public static long Mix(long key, long n) => (long)SplitMix.Bits((ulong)key ^ SplitMix.Bits((ulong)n));

    /// <summary>Returns a key for a text, so that each name has its own stream.</summary>
    public static long Mix(long key, string text)
    {
        foreach (var c in text) key = Mix(key, c);
        return key;
    }

    /// <summary>Returns a uniform random number in <c>[0, 1)</c>, with 53 bits.</summary>
    public static double Uniform(long key, long n) => SplitMix.Uniform((ulong)key + ((ulong)n * SplitMix.Golden));

    /// <summary>Returns a normal random number of mean 0 and standard deviation 1 (Box and Muller, 1958).</summary>
    public static double Normal(long key, long n) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(key, 2 * n))) * Math.Cos(2 * Math.PI * Uniform(key, (2 * n) + 1));

    /// <summary>Returns a random permutation of 0 to count − 1 (Fisher and Yates).</summary>
    public static int[] Permutation(long key, int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(Uniform(key, i) * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
