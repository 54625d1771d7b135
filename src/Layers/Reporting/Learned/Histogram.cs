namespace Layers;

/// <summary>The distribution of values over bins of equal width, from the smallest value to the largest.</summary>
/// <param name="Edges">The lower edges of the bins, then the upper edge of the last bin.</param>
/// <param name="Shares">The share of the values in each bin, from 0 to 1; the sum is 1.</param>
internal sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares)
{
    private const int Bins = 16;

    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>Returns the histogram of a feature.</summary>
    /// <param name="feature">The feature, with a sketch of its quantiles.</param>
    public static Histogram Of(FeatureReport feature)
    {
        if (feature.Maximum <= feature.Minimum) return new([feature.Minimum, feature.Maximum], [1]);
        var values = feature.Sketch!.Sorted();
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => feature.Minimum + (feature.Maximum - feature.Minimum) * i / Bins)];
        // Each bin includes its lower edge, and the last bin includes both edges.
        double[] below = [0, .. edges[1..^1].Select(values.ShareBelow), 1];
        return new(edges, Differences(below));
    }

    /// <summary>Returns the distribution of other values over the same bins.</summary>
    /// <param name="feature">The report on the values, with a sketch of their quantiles.</param>
    /// <returns>The share below the first bin, the share in each bin, and the share above the last bin; the sum is 1.</returns>
    public IReadOnlyList<double> SharesOf(FeatureReport feature)
    {
        var values = feature.Sketch!.Sorted();
        var (least, most) = (values.ShareBelow(Edges[0]), values.ShareAtOrBelow(Edges[^1]));
        return Differences([0, least, .. Edges.Skip(1).Take(Edges.Count - 2).Select(values.ShareBelow), most, 1]);
    }

    /// <summary>Returns a character for each bin. Its height is the share of the bin, relative to the largest.</summary>
    public string Bars() => Bars(Shares);

    /// <summary>Returns a character for each share. Its height is the share, relative to the largest.</summary>
    public static string Bars(IReadOnlyList<double> shares)
    {
        var most = shares.Max();
        // A share above zero is always visible.
        return string.Concat(shares.Select(share =>
            Blocks[share <= 0 ? 0 : Math.Max(1, (int)Math.Round(share / most * (Blocks.Length - 1)))]));
    }

    private static double[] Differences(double[] below) => [.. below.Skip(1).Zip(below, (to, from) => to - from)];
}
