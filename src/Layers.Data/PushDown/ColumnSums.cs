namespace Layers.Data;

/// <summary>The result of an aggregate query for one column.</summary>
/// <param name="Shift">The number that was subtracted from the values.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Sum">The sum of the deviations.</param>
/// <param name="Squares">The sum of the squared deviations.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
internal sealed record ColumnSums(Shift Shift, long Count, double Sum, double Squares, double Minimum, double Maximum)
{
    // The sum of squares may lose log2(64) = 6 of its 53 bits to the shift. Beyond that, the sums are computed again around the mean.
    private const double Tolerance = 64;

    public double MeanDeviation => Count == 0 ? 0 : Sum / Count;

    /// <summary>The sum of squared deviations from the mean (the formula for shifted data, with the contribution of the shift
    /// subtracted).</summary>
    public double SquaredDeviations => Count == 0 ? 0 : Math.Max(Squares - Sum * MeanDeviation, 0);

    public bool IsFinite => double.IsFinite(Sum) && double.IsFinite(Squares) && double.IsFinite(Minimum) && double.IsFinite(Maximum);

    /// <summary>Whether the mean is within the range, except for rounding; in a damaged file it may not be.</summary>
    public bool IsConsistent =>
        Count == 0 || !IsFinite || Minimum <= Maximum && Shift.Plus(MeanDeviation).Mean is var mean && mean >= Minimum - Rounding
        && mean <= Maximum + Rounding;

    private double Rounding => 1e-9 * Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>Whether the shift is so far from the mean that digits of the squares were lost.</summary>
    public bool IsFarOff => Squares > Tolerance * SquaredDeviations && Math.Abs(Sum) > 0;

    public FeatureMoments ToMoments(IReadOnlyList<double>? quantiles)
    {
        if (Count == 0) return new FeatureMoments(0, 0, 0, 0, 0);
        var (mean, residual) = Shift.Plus(MeanDeviation);
        return new FeatureMoments(Count, mean, SquaredDeviations, Minimum, Maximum) { MeanResidual = residual, Quantiles = quantiles };
    }
}
