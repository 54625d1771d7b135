namespace Layers;

/// <summary>How values are spread over bins of equal width between the smallest and the largest.</summary>
/// <param name="Edges">Where bins begin, and at last where the last one ends.</param>
/// <param name="Shares">The share of the values in each, from 0 to 1; together 1.</param>
internal sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares)
{
    private const int Bins = 16;

    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>The spread of what was seen of a feature.</summary>
    /// <param name="feature">The feature; its file keeps a sketch of its quantiles.</param>
    public static Histogram Of(FeatureReport feature)
    {
        if (feature.Maximum <= feature.Minimum) return new([feature.Minimum, feature.Maximum], [1]);
        var values = feature.Sketch!.Sorted();
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => feature.Minimum + (feature.Maximum - feature.Minimum) * i / Bins)];
        // Of each bin its left end, but for the last one, which has both.
        double[] below = [0, .. edges[1..^1].Select(values.ShareBelow), 1];
        return new(edges, Differences(below));
    }

    /// <summary>How other values are spread over the same bins.</summary>
    /// <param name="feature">What was seen of them, with a sketch of their quantiles.</param>
    /// <returns>The share below the first bin, that in each bin, and that above the last; together 1.</returns>
    public IReadOnlyList<double> SharesOf(FeatureReport feature)
    {
        var values = feature.Sketch!.Sorted();
        var (least, most) = (values.ShareBelow(Edges[0]), values.ShareAtOrBelow(Edges[^1]));
        return Differences([0, least, .. Edges.Skip(1).Take(Edges.Count - 2).Select(values.ShareBelow), most, 1]);
    }

    /// <summary>A character a bin, as high as its share beside the largest.</summary>
    public string Bars() => Bars(Shares);

    /// <summary>A character a share, as high as it is beside the largest.</summary>
    public static string Bars(IReadOnlyList<double> shares)
    {
        var most = shares.Max();
        // What is there is seen, however little it is.
        return string.Concat(shares.Select(share =>
            Blocks[share <= 0 ? 0 : Math.Max(1, (int)Math.Round(share / most * (Blocks.Length - 1)))]));
    }

    private static double[] Differences(double[] below) => [.. below.Skip(1).Zip(below, (to, from) => to - from)];
}
