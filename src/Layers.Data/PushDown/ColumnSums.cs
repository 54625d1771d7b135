namespace Layers.Data;

/// <summary>What an aggregate query gives of one column.</summary>
/// <param name="Shift">What was subtracted.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="Sum">The sum of the deviations.</param>
/// <param name="Squares">The sum of their squares.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
internal sealed record ColumnSums(Shift Shift, long Count, double Sum, double Squares, double Minimum, double Maximum)
{
    // The shift costs the sum of squares log2 of this many bits, of 53, before the sum is taken again around the mean.
    private const double Tolerance = 64;

    public double MeanDeviation => Count == 0 ? 0 : Sum / Count;

    /// <summary>About the mean (the formula of the shifted data, with the shift's share taken off).</summary>
    public double SquaredDeviations => Count == 0 ? 0 : Math.Max(Squares - Sum * MeanDeviation, 0);

    public bool IsFinite => double.IsFinite(Sum) && double.IsFinite(Squares) && double.IsFinite(Minimum) && double.IsFinite(Maximum);

    /// <summary>Whether the mean lies in the range, but for rounding; a damaged file may say otherwise.</summary>
    public bool IsConsistent => Count == 0 || !IsFinite || Minimum <= Maximum && Shift.Plus(MeanDeviation).Mean is var mean && mean >= Minimum - Rounding && mean <= Maximum + Rounding;

    private double Rounding => 1e-9 * Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>Whether the shift lies so far from the mean that digits of the squares were lost.</summary>
    public bool IsFarOff => Squares > Tolerance * SquaredDeviations && Math.Abs(Sum) > 0;

    public FeatureMoments ToMoments(IReadOnlyList<double>? quantiles)
    {
        if (Count == 0) return new FeatureMoments(0, 0, 0, 0, 0);
        var (mean, residual) = Shift.Plus(MeanDeviation);
        return new FeatureMoments(Count, mean, SquaredDeviations, Minimum, Maximum) { MeanResidual = residual, Quantiles = quantiles };
    }
}
