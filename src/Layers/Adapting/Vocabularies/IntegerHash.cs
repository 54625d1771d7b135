namespace Layers;

/// <summary>The hash of integers, which are their own keys.</summary>
internal readonly struct IntegerHash : IValueHash<long>
{
    public static ValueKey Key(long value) => new((ulong)value ^ 1UL << 63, 0);

    public static bool AreEqual(long a, long b) => a == b;

    public static long WellFormed(long value) => value;
}
