namespace Layers;

/// <summary>A pseudorandom function of a counter: the same counter gives the same number.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal static class SplitMix
{
    /// <summary>The step between the states of the generator.</summary>
    public const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Returns the 64 random bits of a state.</summary>
    public static ulong Bits(ulong state)
    {
        state += Golden;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }

    /// <summary>Returns the random number of a state in [0, 1), with 53 bits.</summary>
    public static double Uniform(ulong state) => (Bits(state) >> 11) * (1.0 / (1UL << 53));
}
