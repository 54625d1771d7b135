using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The moments of the values of one feature. <c>a + b</c> has the moments of the values of both.</summary>
/// <remarks>The mean is <c>Mean + MeanResidual</c>, a double and its rounding error: without the error, the mean of .NET ticks would be
/// known to only 128 ticks, and ten thousand updates of one row at an offset of 1e15 would drift by whole units. The moments of a feature
/// without values are <see langword="default"/>, all zeros, so that there are no infinities to save. The weight is the count if rows have
/// no weights; a row of weight 2 counts as two equal rows.</remarks>
internal readonly record struct Moments(
    long Count, double Mean, double MeanResidual, double SquaredDeviations, double Minimum, double Maximum, double Weight)
{
    /// <summary>The population variance (ddof 0), as Keras and scikit-learn define it; NaN without values.</summary>
    public double Variance => SquaredDeviations / Weight;

    /// <summary>Whether every number is finite; false after an infinite value or an overflow of the squares.</summary>
    public bool IsFinite =>
        double.IsFinite(SquaredDeviations) && double.IsFinite(Mean) && double.IsFinite(MeanResidual) && double.IsFinite(Weight);

    /// <summary>Whether the smallest and the largest value are known. Statistics that another program computed may lack them: then any
    /// number is within the range.</summary>
    public bool HasRange => !(double.IsNegativeInfinity(Minimum) && double.IsPositiveInfinity(Maximum));

    /// <summary>Whether the values cannot be distinguished from a constant: the variance is within the error bound of its
    /// computation.</summary>
    /// <remarks>The bound is that of Chan, Golub and LeVeque (1983) for the two-pass algorithm, as in scikit-learn's
    /// <c>_is_constant_feature</c>. ε is the machine epsilon of float64, because float32 values are converted exactly and nothing is
    /// computed in float32.</remarks>
    public bool IsConstant
    {
        get
        {
            const double epsilon = 1.0 / (1L << 52);
            // The sums of many values are not exact even if their weights add up to 1.
            var n = Math.Max(Count, Weight);
            var offset = n * Mean * epsilon;
            return Count > 0 && Variance <= n * epsilon * Variance + offset * offset;
        }
    }

    /// <summary>Merges the moments of two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Moments operator +(Moments a, Moments b)
    {
        if (b.Count == 0) return a;
        if (a.Count == 0) return b;

        // The pairwise update of Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances"
        // (1979): it has no cancellation if the mean is large relative to the spread, as with years or prices.
        var count = a.Count + b.Count;
        var weight = a.Weight + b.Weight;
        var share = b.Weight / weight;
        var delta = b.Mean - a.Mean + (b.MeanResidual - a.MeanResidual);
        var (mean, residual) = Sum(a.Mean, a.MeanResidual, delta * share);
        return new Moments(
            count, mean, residual,
            a.SquaredDeviations + b.SquaredDeviations + delta * delta * (a.Weight * share),
            Math.Min(a.Minimum, b.Minimum), Math.Max(a.Maximum, b.Maximum), weight);
    }

    /// <summary>Returns the moments of the same values with <c>high + low</c> added to each.</summary>
    public Moments Shift(double high, double low)
    {
        if (Count == 0) return this;
        var (mean, residual) = Sum(high, low + MeanResidual, Mean);
        return this with
        {
            Mean = mean,
            MeanResidual = residual,
            Minimum = high + (low + Minimum),
            Maximum = high + (low + Maximum),
        };
    }

    /// <summary>Returns <c>high + low + addend</c> as a double and its rounding error (Knuth's two-sum, then renormalised).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double High, double Low) Sum(double high, double low, double addend)
    {
        var sum = high + addend;
        var part = sum - high;
        var error = high - (sum - part) + (addend - part) + low;
        var rounded = sum + error;
        return (rounded, error - (rounded - sum));
    }
}
