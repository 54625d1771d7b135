using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>What the values of one feature add up to, in a form that joins: <c>a + b</c> is what both saw.</summary>
/// <remarks>The mean is <c>Mean + MeanResidual</c>, a double and what a double could not hold of it: alone, the mean of
/// .NET ticks is known to 128 ticks, and ten thousand one-row updates at an offset of 1e15 drift by whole units.
/// A feature without values is <see langword="default"/>, all zeros, and so has no infinities to save. The weight is
/// the count where rows have none; a row of weight 2 is as much as the row twice.</remarks>
internal readonly record struct Moments(
    long Count, double Mean, double MeanResidual, double SquaredDeviations, double Minimum, double Maximum, double Weight)
{
    /// <summary>The population variance (ddof 0), as Keras and scikit-learn define it; NaN without values.</summary>
    public double Variance => SquaredDeviations / Weight;

    /// <summary>Whether every number is finite: an infinite value, or an overflow of the squares, shows here.</summary>
    public bool IsFinite => double.IsFinite(SquaredDeviations) && double.IsFinite(Mean) && double.IsFinite(MeanResidual) && double.IsFinite(Weight);

    /// <summary>Whether the smallest and the largest value are known. Statistics that others computed may come without them: then any
    /// number is within the range.</summary>
    public bool HasRange => !(double.IsNegativeInfinity(Minimum) && double.IsPositiveInfinity(Maximum));

    /// <summary>Whether the values cannot be told from a constant: the variance lies within the error bound of its computation.</summary>
    /// <remarks>The bound is that of Chan, Golub and LeVeque (1983) for the two-pass algorithm, as in scikit-learn's
    /// <c>_is_constant_feature</c>. ε is float64's: float32 values enter exactly and nothing is computed in float32.</remarks>
    public bool IsConstant
    {
        get
        {
            const double epsilon = 1.0 / (1L << 52);
            // Weights that add up to 1 do not make the sums of many values exact.
            var n = Math.Max(Count, Weight);
            var offset = n * Mean * epsilon;
            return Count > 0 && Variance <= n * epsilon * Variance + offset * offset;
        }
    }

    /// <summary>Joins what was learned from two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Moments operator +(Moments a, Moments b)
    {
        if (b.Count == 0) return a;
        if (a.Count == 0) return b;

        // The pairwise update of Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
        // sample variances" (1979): no cancellation when the mean is large beside the spread, as it is for years or prices.
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

    /// <summary>The moments of the same values with <c>high + low</c> added to each.</summary>
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

    /// <summary><c>high + low + addend</c> as a double and its rounding error (Knuth's two-sum, then renormalised).</summary>
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
