using System.Globalization;

namespace Layers;

/// <summary>Compares the numbers of some rows with those of training, feature by feature.</summary>
internal static class SkewCheck
{
    // Chance exceeds these limits less than once in a thousand times: 27.88 for χ² with nine degrees of freedom, 1.95 for the
    // Kolmogorov-Smirnov statistic, and 3.29 standard deviations of a normal distribution.
    private const double ChiSquared = 27.88, Kolmogorov = 1.95, Deviations = 3.29;

    private const int Bins = 10;

    // The mean of fewer values of a skewed feature is not normally distributed.
    private const int FewestForAMean = 30;

    /// <summary>Compares every feature.</summary>
    /// <param name="training">The state that the layer learned.</param>
    /// <param name="rows">The statistics of the rows, with quantiles.</param>
    public static IEnumerable<FeatureSkew> Of(NumericState training, FeatureStatistics rows)
    {
        for (var f = 0; f < rows.Features; f++) yield return Of(training.Statistics, rows, f, training.Names?[f]);
    }

    private static FeatureSkew Of(FeatureStatistics training, FeatureStatistics rows, int f, string? name)
    {
        var (was, now) = (training[f], rows[f]);
        var findings = new List<(SkewVerdict Verdict, string Reason)>();

        var (missingBefore, missing) = (Share(training.Missing(f), training.Rows), Share(rows.Missing(f), rows.Rows));
        if (Missing(missing, rows.Rows, missingBefore, training.Rows) is { } finding) findings.Add(finding);

        var (outside, shift, index, distance) = (double.NaN, double.NaN, double.NaN, double.NaN);
        if (now.Count > 0 && was.Count > 0)
        {
            var sorted = rows.Sketch(f)!.Sorted();
            if (was.HasRange) outside = Outside(was, now, sorted);
            if (was.HasRange)
                findings.Add(
                    (Graded(outside, 0.01, 0.1),
                    string.Create(CultureInfo.InvariantCulture, $"{outside:P1} outside {was.Minimum:G6} to {was.Maximum:G6}")));
            shift = now.Mean == was.Mean ? 0 : (now.Mean - was.Mean) / (was.IsConstant ? 0 : Math.Sqrt(was.Variance));
            if (was.IsConstant && outside > 0)
                findings.Add(
                    (SkewVerdict.Different, string.Create(CultureInfo.InvariantCulture, $"training knew the value {was.Mean:G6} alone")));
            // Without quantiles the means are compared: a normal distribution that moves by these limits has distances of 0.1 and 0.25.
            if (training.Quantiles == QuantilePrecision.None && now.Count >= FewestForAMean
                && Math.Abs(shift) > Deviations / Math.Sqrt(now.Count))
                findings.Add(
                    (Graded(Math.Abs(shift), 0.25, 0.64),
                    string.Create(CultureInfo.InvariantCulture, $"mean moved by {shift:G3} standard deviations")));
            if (training.Sketch(f)?.Sorted() is { Weight: > 0 } known)
            {
                // A sketch has about as much information as a sample with as many values as the sketch can hold.
                var noise = 1.0 / now.Count + 1.0 / Math.Min(was.Count, QuantileSketch.Capacity);
                index = Index(known, sorted);
                if (index > ChiSquared * noise)
                    findings.Add(
                        (Graded(index, 0.1, 0.25), string.Create(CultureInfo.InvariantCulture, $"population stability index {index:G3}")));
                distance = Distance(known, sorted);
                if (distance > Kolmogorov * Math.Sqrt(noise))
                    findings.Add(
                        (Graded(distance, 0.1, 0.25),
                        string.Create(CultureInfo.InvariantCulture, $"Kolmogorov-Smirnov distance {distance:G3}")));
            }
        }

        var worst = findings.Select(finding => finding.Verdict).DefaultIfEmpty().Max();
        return new FeatureSkew
        {
            Index = f,
            Name = name,
            Count = now.Count,
            OutOfRangeShare = outside,
            MissingShare = missing,
            TrainingMissingShare = missingBefore,
            MeanShift = shift,
            PopulationStabilityIndex = index,
            KolmogorovSmirnov = distance,
            Verdict = worst,
            Reason = string.Join("; ", findings.Where(finding => finding.Verdict != SkewVerdict.Alike).Select(finding => finding.Reason)),
        };
    }

    /// <summary>The share of a part in a whole; 0 if the whole is empty.</summary>
    public static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    // Whether two shares differ by more than chance, by the normal approximation of their difference. Half a row is added to the pooled
    // share, so that the share is never 0 or 1.
    private static bool Differs(double a, long n, double b, long m)
    {
        var pooled = (a * n + b * m + 0.5) / (n + m + 1.0);
        return Math.Abs(a - b) > Deviations * Math.Sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / m));
    }

    /// <summary>Returns the verdict on an amount by the limits of a measure.</summary>
    public static SkewVerdict Graded(double amount, double shifted, double different) =>
        amount > different ? SkewVerdict.Different : amount > shifted ? SkewVerdict.Shifted : SkewVerdict.Alike;

    /// <summary>Returns the finding on two shares of missing values; null if chance explains their difference.</summary>
    public static (SkewVerdict Verdict, string Reason)? Missing(double now, long rows, double before, long trainingRows) =>
        Differs(now, rows, before, trainingRows)
            ? (Graded(Math.Abs(now - before), 0.01, 0.1),
                string.Create(CultureInfo.InvariantCulture, $"{now:P1} missing where training had {before:P1}"))
            : null;

    private static double Outside(Moments was, Moments now, SketchItems sorted)
    {
        if (now.Minimum >= was.Minimum && now.Maximum <= was.Maximum) return 0;
        var share = 1 - sorted.ShareAtOrBelow(was.Maximum) + sorted.ShareBelow(was.Minimum);
        // A sketch of many rows may have lost the only value outside.
        return Math.Max(share, 1.0 / now.Count);
    }

    /// <summary>The population stability index over bins with equal shares of training. If a value is so frequent that deciles coincide,
    /// there are fewer bins.</summary>
    private static double Index(SketchItems known, SketchItems rows)
    {
        var edges = Enumerable.Range(1, Bins - 1).Select(i => known.Quantile(i / (double)Bins)).Distinct().ToArray();
        // An empty bin counts as half a row, so that the logarithm is finite.
        var (least, leastKnown) = (0.5 / rows.Weight, 0.5 / known.Weight);
        double index = 0, below = 0, belowKnown = 0;
        for (var bin = 0; bin <= edges.Length; bin++)
        {
            var (to, toKnown) = bin == edges.Length ? (1, 1) : (rows.ShareAtOrBelow(edges[bin]), known.ShareAtOrBelow(edges[bin]));
            var (actual, expected) = (Math.Max(to - below, least), Math.Max(toKnown - belowKnown, leastKnown));
            index += (actual - expected) * Math.Log(actual / expected);
            (below, belowKnown) = (to, toKnown);
        }
        return index;
    }

    private static double Distance(SketchItems known, SketchItems rows) =>
        known.Values.Concat(rows.Values).Max(value => Math.Max(
            Math.Abs(known.ShareAtOrBelow(value) - rows.ShareAtOrBelow(value)),
            Math.Abs(known.ShareBelow(value) - rows.ShareBelow(value))));
}
