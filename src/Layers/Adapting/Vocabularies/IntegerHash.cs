namespace Layers;

/// <summary>Integers, each of which is its own key.</summary>
internal readonly struct IntegerHash : IValueHash<long>
{
    public static ValueKey Key(long value) => new((ulong)value ^ 1UL << 63, 0);

    public static bool AreEqual(long a, long b) => a == b;

    public static long Mended(long value) => value;
}
