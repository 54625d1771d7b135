namespace Layers;

/// <summary>Round numbers for an axis.</summary>
internal static class Ticks
{
    /// <summary>Returns two to six numbers between two others, in steps of 1, 2 or 5 times a power of ten.</summary>
    public static IReadOnlyList<double> Of(double low, double high)
    {
        if (!(high > low) || !double.IsFinite(high - low)) return [low];
        var rough = (high - low) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = Math.Ceiling(low / step);
        // Multiples of the step are round; sums collect rounding errors.
        return [.. Enumerable.Range(0, 6).Select(i => (first + i) * step).Where(tick => tick <= high + step * 1e-9)];
    }
}
