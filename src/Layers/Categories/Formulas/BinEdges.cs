namespace Layers;

/// <summary>The edges of one feature's bins, ascending from its smallest value to its largest, as in scikit-learn's
/// <c>KBinsDiscretizer</c>.</summary>
internal static class BinEdges
{
    /// <summary>The width that a bin must exceed; narrower bins are dropped.</summary>
    public const double LeastWidth = 1e-8;

    // As in scikit-learn's KMeans: the maximum number of iterations, and the movement of the means, as a share of the variance, at which
    // it stops.
    private const int MostRounds = 300;
    private const double LeastMove = 1e-4;

    /// <summary>Returns the edges of a feature, one more than it has bins.</summary>
    /// <param name="feature">The statistics of the feature.</param>
    /// <param name="count">The maximum number of bins.</param>
    /// <param name="strategy">The way in which edges are chosen.</param>
    /// <param name="method">The way in which quantiles are computed.</param>
    public static double[] Of(FeatureReport feature, int count, BinStrategy strategy, QuantileMethod method)
    {
        var (least, largest) = (feature.Minimum, feature.Maximum);
        if (least == largest) return [least, largest];
        var edges = Uniform(least, largest, count);
        if (strategy == BinStrategy.Uniform) return edges;
        for (var (i, means) = (1, strategy == BinStrategy.KMeans ? Means(feature.Sketch!.Sorted(), edges) : []); i < count; i++)
            edges[i] = strategy == BinStrategy.KMeans
                ? (means[i - 1] + means[i]) * 0.5 : Quantile(feature, i * (100.0 / count) / 100, method);
        var kept = new List<double> { least };
        for (var i = 1; i <= count; i++)
            if (edges[i] - edges[i - 1] > LeastWidth) kept.Add(edges[i]);
        // The whole feature is narrower than the smallest width.
        if (kept.Count == 1) kept.Add(largest);
        return [.. kept];
    }

    private static double[] Uniform(double least, double largest, int count)
    {
        // Halved first, because the difference of two large numbers of opposite sign can overflow.
        var step = (largest / 2 - least / 2) / count * 2;
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => i * step + least)];
        edges[^1] = largest;
        return edges;
    }

    private static double Quantile(FeatureReport feature, double share, QuantileMethod method)
    {
        if (method == QuantileMethod.Linear) return feature.Quantile(share);
        var sorted = feature.Sketch!.Sorted();
        var (place, before) = (share * sorted.Weight, 0.0);
        for (var i = 0; i < sorted.Values.Length; i++)
        {
            before += sorted.Weights[i];
            if (before == place && i + 1 < sorted.Values.Length) return sorted.Values[i] / 2 + sorted.Values[i + 1] / 2;
            if (before > place) return sorted.Values[i];
        }
        return feature.Maximum;
    }

    // Lloyd's algorithm on sorted numbers. It starts from the middles of bins of equal width.
    private static double[] Means(SketchItems items, double[] edges)
    {
        double[] means = [.. edges.Zip(edges.Skip(1), (low, high) => (low + high) * 0.5)];
        var mean = Enumerable.Range(0, items.Values.Length).Sum(i => items.Values[i] * items.Weights[i]) / items.Weight;
        var variance = Enumerable.Range(0, items.Values.Length)
            .Sum(i => (items.Values[i] - mean) * (items.Values[i] - mean) * items.Weights[i]) / items.Weight;
        int[]? groups = null;
        for (var round = 0; round < MostRounds; round++)
        {
            int[] nearest = [.. items.Values.Select(value => Nearest(means, value))];
            if (groups is not null && nearest.AsSpan().SequenceEqual(groups)) break;
            groups = nearest;
            var next = MeansOf(items, groups, means);
            var move = means.Zip(next, (from, to) => (to - from) * (to - from)).Sum();
            means = next;
            if (move <= LeastMove * variance) break;
        }
        Array.Sort(means);
        return means;
    }

    private static double[] MeansOf(SketchItems items, int[] groups, double[] means)
    {
        var (sums, weights) = (new double[means.Length], new double[means.Length]);
        for (var i = 0; i < groups.Length; i++)
        {
            sums[groups[i]] += items.Values[i] * items.Weights[i];
            weights[groups[i]] += items.Weights[i];
        }
        // An empty cluster restarts at the value that is farthest from the mean of its cluster.
        var farthest = new Queue<int>(Enumerable.Range(0, groups.Length)
            .OrderByDescending(i => Math.Abs(items.Values[i] - means[groups[i]])));
        for (var group = 0; group < means.Length; group++)
        {
            if (weights[group] > 0 || farthest.Count == 0) continue;
            var taken = farthest.Dequeue();
            sums[groups[taken]] -= items.Values[taken] * items.Weights[taken];
            weights[groups[taken]] -= items.Weights[taken];
            (sums[group], weights[group]) = (items.Values[taken] * items.Weights[taken], items.Weights[taken]);
        }
        return [.. means.Select((mean, group) => weights[group] > 0 ? sums[group] / weights[group] : mean)];
    }

    private static int Nearest(double[] means, double value)
    {
        var nearest = 0;
        for (var i = 1; i < means.Length; i++)
            if (Math.Abs(value - means[i]) < Math.Abs(value - means[nearest])) nearest = i;
        return nearest;
    }
}
