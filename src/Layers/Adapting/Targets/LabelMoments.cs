namespace Layers;

/// <summary>What the labels of some rows add up to, in a form that joins without losing digits. Labels that are classes have a count
/// alone.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Squares">The squared deviations from it, added up.</param>
internal readonly record struct LabelMoments(long Count, double Mean, double Squares)
{
    public double Sum => Mean * Count;

    public static LabelMoments Of(double label) => new(1, label, 0);

    /// <summary>Of labels 0 and 1.</summary>
    public static LabelMoments OfShare(long ones, long count)
    {
        if (count == 0) return default;
        var share = (double)ones / count;
        return new(count, share, ones * (1 - share) * (1 - share) + (count - ones) * share * share);
    }

    // Chan, Golub and LeVeque (1979).
    public static LabelMoments operator +(LabelMoments a, LabelMoments b)
    {
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;
        var (count, delta) = (a.Count + b.Count, b.Mean - a.Mean);
        return new(count, a.Mean + delta * b.Count / count, a.Squares + b.Squares + delta * delta * a.Count * b.Count / count);
    }
}
