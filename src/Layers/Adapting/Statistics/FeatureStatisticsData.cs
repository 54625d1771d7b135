namespace Layers;

/// <summary>The state of a <see cref="FeatureStatistics"/> as plain arrays, one entry a feature, so that a file can hold it.</summary>
/// <remarks>Every number is finite. Entries of a feature without values are zeros. Write the doubles with 17 digits: the shortest form
/// of 2⁻²⁵ and 2⁻⁹⁵⁸ that .NET 9 and 10 print reads as another number (dotnet/runtime#131131).</remarks>
/// <param name="Rows">Rows seen; what a feature's count lacks of it was missing.</param>
/// <param name="Count">Values seen, missing ones not counted.</param>
/// <param name="Mean">The mean, rounded to a double.</param>
/// <param name="MeanResidual">What the rounding of the mean left over.</param>
/// <param name="SquaredDeviations">The sum of squared deviations from the mean.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Weights">The sum of the weights; null where rows had none, and it is the count.</param>
internal sealed record FeatureStatisticsData(
    long Rows, long[] Count, double[] Mean, double[] MeanResidual, double[] SquaredDeviations, double[] Minimum, double[] Maximum, double[]? Weights = null)
{
    /// <summary>How much went through the sketches.</summary>
    public QuantilePrecision Quantiles { get; init; }

    /// <summary>What quantiles are read from; null where none were kept.</summary>
    public QuantileSketch[]? Sketches { get; init; }
}
