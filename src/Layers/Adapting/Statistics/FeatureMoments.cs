namespace Layers;

/// <summary>What an aggregate query, or any other program, computed of one feature, to make an <see cref="AdaptState"/> of.</summary>
/// <param name="Count">How many values there were, missing ones not counted; 0 or more.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">The sum of their squared deviations from the mean: count times population variance; 0 or more.</param>
/// <param name="Minimum">The smallest; <see cref="double.NegativeInfinity"/>, with an infinite <paramref name="Maximum"/>, where the
/// range is not known.</param>
/// <param name="Maximum">The largest; <see cref="double.PositiveInfinity"/> where the range is not known.</param>
/// <remarks>Reports have <c>?</c> for a range that is not known, a layer that learns from the range refuses such a state, and
/// <c>Check</c> finds no value outside it.</remarks>
public sealed record FeatureMoments(long Count, double Mean, double SquaredDeviations, double Minimum, double Maximum)
{
    /// <summary>Values that cut the sorted values into parts of equal count, ascending: the first the smallest, the last the largest, at
    /// least two; <see langword="null"/> where quantiles were not asked for.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>What the rounding of <see cref="Mean"/> left over, for values too large for a double's digits; default 0.</summary>
    public double MeanResidual { get; init; }
}
