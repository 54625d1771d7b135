namespace Layers;

/// <summary>Numbers from a counter that look random: the same counter gives the same number.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal static class SplitMix
{
    /// <summary>The distance of the generator's states.</summary>
    public const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>64 bits of a state.</summary>
    public static ulong Bits(ulong state)
    {
        state += Golden;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }

    /// <summary>From 0 to below 1, 53 bits.</summary>
    public static double Uniform(ulong state) => (Bits(state) >> 11) * (1.0 / (1UL << 53));
}
