namespace Layers;

/// <summary>The statistics of one feature in a report of <c>Adapt</c>.</summary>
/// <remarks>The numbers describe the data, in float64 and in the data's own unit. A layer may store other numbers, see
/// <see cref="ConstantFeatures"/>.</remarks>
public sealed record FeatureReport
{
    internal FeatureReport()
    {
    }

    /// <summary>The index of the feature, from 0; in row-major order over the kept axes if there are several.</summary>
    public required int Index { get; init; }

    /// <summary>The name of the feature; <see langword="null"/> if <c>Adapt</c> received no names.</summary>
    public string? Name { get; init; }

    /// <summary>The number of values, without missing ones.</summary>
    public required long Count { get; init; }

    /// <summary>The number of missing values (NaN).</summary>
    public required long Missing { get; init; }

    /// <summary>The mean of the values; NaN if there are no values, or if a value is missing under
    /// <see cref="MissingValues.Propagate"/>.</summary>
    public required double Mean { get; init; }

    /// <summary>The population variance (ddof 0), zero or more; NaN if <see cref="Mean"/> is.</summary>
    public required double Variance { get; init; }

    /// <summary>The smallest value, without missing ones. NaN if there are no values; −∞ if the range is not known, for example because
    /// another program computed only the mean and the variance. A 64-bit integer is rounded to a double.</summary>
    /// <remarks>The text of a report has <c>?</c> for both ends of an unknown range.</remarks>
    public required double Minimum { get; init; }

    /// <summary>The largest value, without missing ones. NaN if there are no values; +∞ if <see cref="Minimum"/> is −∞, because the range
    /// is not known. A 64-bit integer is rounded to a double.</summary>
    /// <remarks><inheritdoc cref="Minimum" path="/remarks/node()"/></remarks>
    public required double Maximum { get; init; }

    /// <summary>Whether all values are the same up to rounding, by the rule of <see cref="ConstantFeatures"/>.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>The layer's remark on the feature, for example that its deviation is below the least divisor of
    /// <see cref="Normalization"/>; <see langword="null"/> for none.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether <see cref="Quantile"/> can be called: quantiles were kept, and there are values.</summary>
    public bool HasQuantiles => Sketch is { Size: > 0 } && Count > 0;

    /// <summary>Whether the range is known, or there are no values.</summary>
    internal bool HasRange => !double.IsInfinity(Minimum);

    internal QuantileSketch? Sketch { get; init; }

    /// <summary>Returns the value below which a share of the values is, interpolated linearly between neighbours as <c>numpy.quantile</c>
    /// does.</summary>
    /// <param name="q">The share, from 0, the minimum, to 1, the maximum; 0.5 is the median.</param>
    /// <returns>With up to 1024 values, the exact quantile. With more values, if the layer learns from quantiles, a value whose rank is off
    /// by less than 0.5 % of all values with a probability of 99 %, see Karnin, Lang and Liberty,
    /// <see href="https://arxiv.org/abs/1603.05346">Optimal quantile approximation in streams</see> (2016). Other layers sample about a
    /// thousand rows; their ranks have a standard error of 1.6 % of all values.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is not from 0 to 1.</exception>
    /// <exception cref="InvalidOperationException">No quantiles were kept, or there are no values; see
    /// <see cref="HasQuantiles"/>.</exception>
    public double Quantile(double q)
    {
        if (!(q >= 0 && q <= 1)) throw Throw.NotAShare(nameof(q), q);
        if (!HasQuantiles) throw Throw.NoQuantiles(Index, Name, Count);
        return q == 0 ? Minimum : q == 1 ? Maximum : Math.Clamp(Sketch!.Sorted().Quantile(q), Minimum, Maximum);
    }
}
