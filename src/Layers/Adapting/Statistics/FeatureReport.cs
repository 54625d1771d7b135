namespace Layers;

/// <summary>What <c>Adapt</c> saw of one feature.</summary>
/// <remarks>The numbers describe the data, in float64 and in the data's own unit; what a layer stores of them may differ:
/// see <see cref="ConstantFeatures"/>.</remarks>
public sealed record FeatureReport
{
    internal FeatureReport()
    {
    }

    /// <summary>The index of the feature, from 0: row-major over the kept axes when there are several.</summary>
    public required int Index { get; init; }

    /// <summary>What it is called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public string? Name { get; init; }

    /// <summary>How many values there were, the missing ones not counted.</summary>
    public required long Count { get; init; }

    /// <summary>How many values were missing (NaN).</summary>
    public required long Missing { get; init; }

    /// <summary>The mean of the values; NaN if there were none, or if one was missing under
    /// <see cref="MissingValues.Propagate"/>.</summary>
    public required double Mean { get; init; }

    /// <summary>The population variance (ddof 0), zero or more; NaN where <see cref="Mean"/> is.</summary>
    public required double Variance { get; init; }

    /// <summary>The smallest value, missing ones left out. NaN if there were no values; −∞ if the range is not known, as where another
    /// program computed mean and variance alone. A 64-bit integer is rounded to a double.</summary>
    /// <remarks>The text of a report has <c>?</c> for both ends of a range that is not known.</remarks>
    public required double Minimum { get; init; }

    /// <summary>The largest value, missing ones left out. NaN if there were no values; +∞ where <see cref="Minimum"/> is −∞: the range is
    /// not known. A 64-bit integer is rounded to a double.</summary>
    /// <remarks><inheritdoc cref="Minimum" path="/remarks/node()"/></remarks>
    public required double Maximum { get; init; }

    /// <summary>Whether the values were the same up to rounding, by the rule at <see cref="ConstantFeatures"/>.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>What the layer has to say of the feature, for example that its deviation is below the least that
    /// <see cref="Normalization"/> divides by; <see langword="null"/> for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether <see cref="Quantile"/> has an answer: some quantiles were kept, and there were values.</summary>
    public bool HasQuantiles => Sketch is { Size: > 0 } && Count > 0;

    /// <summary>Whether the smallest and the largest value are known, or there were none.</summary>
    internal bool HasRange => !double.IsInfinity(Minimum);

    internal QuantileSketch? Sketch { get; init; }

    /// <summary>The value that a share of the values lies below, between neighbours in proportion, as <c>numpy.quantile</c> has
    /// it.</summary>
    /// <param name="q">From 0, the minimum, to 1, the maximum; 0.5 is the median.</param>
    /// <returns>Of up to 1024 values exactly that. Of more, a value whose rank is off by less than 0.5 % of all, 99 times of a hundred, see
    /// Karnin, Lang and Liberty, <see href="https://arxiv.org/abs/1603.05346">Optimal quantile approximation in streams</see> (2016), where
    /// the layer learns from quantiles; others take a sample of about a thousand rows, whose ranks are off by 1.6 % as a standard
    /// deviation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">No quantiles were kept, or there were no values; see
    /// <see cref="HasQuantiles"/>.</exception>
    public double Quantile(double q)
    {
        if (!(q >= 0 && q <= 1)) throw Throw.NotAShare(nameof(q), q);
        if (!HasQuantiles) throw Throw.NoQuantiles(Index, Name, Count);
        return q == 0 ? Minimum : q == 1 ? Maximum : Math.Clamp(Sketch!.Sorted().Quantile(q), Minimum, Maximum);
    }
}
