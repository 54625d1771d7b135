namespace Layers;

/// <summary>The moments of the labels of some rows, which can be merged without losing digits. For labels that are classes, only the count
/// is used.</summary>
/// <param name="Count">The number of labels.</param>
/// <param name="Mean">The mean of the labels.</param>
/// <param name="Squares">The sum of the squared deviations from the mean.</param>
internal readonly record struct LabelMoments(long Count, double Mean, double Squares)
{
    public double Sum => Mean * Count;

    public static LabelMoments Of(double label) => new(1, label, 0);

    /// <summary>Returns the moments of labels 0 and 1.</summary>
    public static LabelMoments OfShare(long ones, long count)
    {
        if (count == 0) return default;
        var share = (double)ones / count;
        return new(count, share, ones * (1 - share) * (1 - share) + (count - ones) * share * share);
    }

    // The formula of Chan, Golub and LeVeque (1979).
    public static LabelMoments operator +(LabelMoments a, LabelMoments b)
    {
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;
        var (count, delta) = (a.Count + b.Count, b.Mean - a.Mean);
        return new(count, a.Mean + delta * b.Count / count, a.Squares + b.Squares + delta * delta * a.Count * b.Count / count);
    }
}
