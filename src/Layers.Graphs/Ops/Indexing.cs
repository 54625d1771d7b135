namespace Layers.Graphs;

/// <summary>ONNX Runtime's rules for <c>start:end:step</c>, which are Python's but for two: a backward slice that starts in front
/// of the axis takes the first element, and one that ends at the largest integer takes the rest.</summary>
internal static class Indexing
{
    /// <summary>How many elements of an axis of <paramref name="size"/> a slice takes.</summary>
    public static long Count(long size, long start, long end, long step)
    {
        var (first, last) = Bounds(size, start, end, step);
        return Steps(first, last, step);
    }

    /// <summary>How many steps lead from the first to just before the last.</summary>
    public static long Steps(long first, long last, long step)
    {
        var span = step > 0 ? last - first : first - last;
        return span <= 0 ? 0 : (span + Math.Abs(step) - 1) / Math.Abs(step);
    }

    /// <summary>The first index and the one past the last, both within the axis.</summary>
    public static (long First, long Last) Bounds(long size, long start, long end, long step) =>
        size == 0 ? (0, 0)
        : step > 0 ? (Math.Clamp(Wrap(start, size), 0, size), Math.Clamp(Wrap(end, size), 0, size))
        : (Math.Clamp(Wrap(start, size), 0, size - 1), end is int.MaxValue or long.MaxValue ? -1 : Math.Clamp(Wrap(end, size), -1, size - 1));

    private static long Wrap(long index, long size) => index < 0 ? Math.Max(index + size, -1) : index;
}
