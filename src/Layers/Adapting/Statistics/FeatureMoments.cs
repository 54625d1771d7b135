namespace Layers;

/// <summary>The statistics of one feature that an aggregate query, or any other program, computed. An <see cref="AdaptState"/> can be made
/// of them.</summary>
/// <param name="Count">The number of values, without missing ones; 0 or more.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="SquaredDeviations">The sum of the squared deviations from the mean: count times population variance; 0 or more.</param>
/// <param name="Minimum">The smallest value; <see cref="double.NegativeInfinity"/>, with an infinite <paramref name="Maximum"/>, if the
/// range is not known.</param>
/// <param name="Maximum">The largest value; <see cref="double.PositiveInfinity"/> if the range is not known.</param>
/// <remarks>For an unknown range, reports print <c>?</c>, a layer that learns from the range refuses the state, and <c>Check</c> treats
/// every value as within the range.</remarks>
public sealed record FeatureMoments(long Count, double Mean, double SquaredDeviations, double Minimum, double Maximum)
{
    /// <summary>Values that divide the sorted values into parts of equal count, in ascending order. The first is the smallest value and the
    /// last the largest; there are at least two. <see langword="null"/> if there are no quantiles.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The rounding error of <see cref="Mean"/>, for values that need more digits than a double has; default 0.</summary>
    public double MeanResidual { get; init; }
}
