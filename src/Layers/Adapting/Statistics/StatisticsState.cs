namespace Layers;

/// <summary>Conversions between moments and the plain arrays of a file.</summary>
internal static class StatisticsState
{
    public static FeatureStatisticsData Write(long rows, Moments[] features) => new(
        rows,
        Array.ConvertAll(features, m => m.Count),
        Array.ConvertAll(features, m => m.Mean),
        Array.ConvertAll(features, m => m.MeanResidual),
        Array.ConvertAll(features, m => m.SquaredDeviations),
        Array.ConvertAll(features, m => m.Minimum),
        Array.ConvertAll(features, m => m.Maximum),
        Array.TrueForAll(features, m => m.Weight == m.Count) ? null : Array.ConvertAll(features, m => m.Weight));

    public static Moments[] Read(FeatureStatisticsData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rows < 0) throw Throw.StateRows(data.Rows);
        var features = data.Count?.Length ?? 0;
        Check("count", data.Count, features);
        Check("mean", data.Mean, features);
        Check("mean residual", data.MeanResidual, features);
        Check("squared deviations", data.SquaredDeviations, features);
        Check("minimum", data.Minimum, features);
        Check("maximum", data.Maximum, features);
        if (data.Weights is not null) Check("weight", data.Weights, features);
        if (data.Sketches is not null) Check("quantiles", data.Sketches, features);

        var read = new Moments[features];
        for (var f = 0; f < features; f++)
        {
            var moments = new Moments(
                data.Count![f], data.Mean[f], data.MeanResidual[f], data.SquaredDeviations[f], data.Minimum[f], data.Maximum[f],
                data.Weights is null ? data.Count[f] : data.Weights[f]);
            if (Fault(moments, data.Rows) is { } fault) throw Throw.StateFeature(f, fault);
            read[f] = moments.Count == 0 ? default : moments;
            if (data.Sketches is not null && Fault(data.Sketches[f], read[f]) is { } sketchFault) throw Throw.StateFeature(f, sketchFault);
        }
        return read;
    }

    /// <summary>Creates statistics from numbers that another program computed.</summary>
    /// <exception cref="ArgumentException">The numbers cannot come from any data.</exception>
    public static FeatureStatistics Read(long rows, IReadOnlyList<FeatureMoments> features)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        // The given quantiles represent all values, as a sketch of full precision does.
        var hasQuantiles = features.Count > 0 && features.All(feature => feature?.Quantiles is not null || feature?.Count == 0);
        var statistics = new FeatureStatistics(features.Count, hasQuantiles ? QuantilePrecision.Full : QuantilePrecision.None);
        statistics.AddRows(rows);
        for (var f = 0; f < features.Count; f++)
        {
            var given = features[f] ?? throw Throw.NoMoments(f);
            var moments = new Moments(given.Count, given.Mean, given.MeanResidual, given.SquaredDeviations, given.Minimum, given.Maximum,
                given.Count);
            if (Fault(moments, rows) is { } fault) throw Throw.GivenMoments(f, fault);
            if (given.Count == 0) continue;
            var sketch = hasQuantiles ? OfCuts(f, given) : null;
            statistics.Add(f, moments, sketch);
        }
        return statistics;
    }

    private static QuantileSketch OfCuts(int feature, FeatureMoments given)
    {
        var cuts = given.Quantiles!;
        if (cuts.Count < 2)
            throw Throw.GivenMoments(feature, $"{cuts.Count} quantiles, but needs at least the smallest and the largest value");
        for (var i = 0; i < cuts.Count; i++)
            if (!(cuts[i] >= given.Minimum && cuts[i] <= given.Maximum) || (i > 0 && cuts[i] < cuts[i - 1]))
                throw Throw.GivenMoments(feature, "quantiles that do not ascend from its minimum to its maximum");
        return QuantileSketch.OfCuts(cuts, given.Count);
    }

    private static string? Fault(QuantileSketch sketch, Moments moments)
    {
        foreach (var level in sketch.Levels)
        {
            foreach (var value in level.Values)
                if (!(value >= moments.Minimum && value <= moments.Maximum)) return "a quantile outside its range";
            foreach (var weight in level.Weights)
                if (!(weight > 0 && double.IsFinite(weight))) return "a quantile whose weight is not positive and finite";
        }
        return null;
    }

    private static void Check<T>(string name, T[]? values, int features)
    {
        if (values is null || values.Length != features) throw Throw.StateLength(name, values?.Length, features);
    }

    private static string? Fault(Moments m, long rows)
    {
        if (m.Count < 0 || m.Count > rows) return $"a count of {m.Count} in {Nouns.Of(rows, "row")}";
        if (m.Count == 0) return null;
        if (!m.IsFinite || (m.HasRange && !(double.IsFinite(m.Minimum) && double.IsFinite(m.Maximum))))
            return "a number that is not finite";
        if (m.Weight <= 0) return "a weight that is not positive";
        if (m.SquaredDeviations < 0) return "a negative sum of squares";
        if (Math.Abs(m.MeanResidual) > Math.Abs(m.Mean) * 1e-9) return "a residual that is too large for a rounding error of its mean";
        if (!m.HasRange) return null;
        if (m.Minimum > m.Maximum) return "a minimum above its maximum";
        // Rounding may put the mean about an ulp outside the range. No values have a mean further outside.
        var slack = 1e-9 * Math.Max(Math.Abs(m.Minimum), Math.Abs(m.Maximum));
        return m.Mean < m.Minimum - slack || m.Mean > m.Maximum + slack ? "a mean outside its range" : null;
    }
}
