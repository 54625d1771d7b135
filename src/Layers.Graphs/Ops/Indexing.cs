namespace Layers.Graphs;

/// <summary>ONNX Runtime's rules for <c>start:end:step</c>. They differ from Python's in two cases: a backward slice that starts before the
/// axis takes the first element, and a backward slice that ends at the largest integer takes all elements down to the first.</summary>
internal static class Indexing
{
    /// <summary>Returns the number of elements that a slice takes from an axis of <paramref name="size"/> elements.</summary>
    public static long Count(long size, long start, long end, long step)
    {
        var (first, last) = Bounds(size, start, end, step);
        return Steps(first, last, step);
    }

    /// <summary>Returns the number of steps from the first index to the last, which is excluded.</summary>
    public static long Steps(long first, long last, long step)
    {
        var span = step > 0 ? last - first : first - last;
        return span <= 0 ? 0 : (span + Math.Abs(step) - 1) / Math.Abs(step);
    }

    /// <summary>Returns the first index and the index after the last one, both within the axis.</summary>
    public static (long First, long Last) Bounds(long size, long start, long end, long step) =>
        size == 0 ? (0, 0)
        : step > 0 ? (Math.Clamp(Wrap(start, size), 0, size), Math.Clamp(Wrap(end, size), 0, size))
        : (Math.Clamp(Wrap(start, size), 0, size - 1),
            end is int.MaxValue or long.MaxValue ? -1 : Math.Clamp(Wrap(end, size), -1, size - 1));

    private static long Wrap(long index, long size) => index < 0 ? Math.Max(index + size, -1) : index;
}
