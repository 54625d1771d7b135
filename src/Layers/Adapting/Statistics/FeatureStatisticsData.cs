namespace Layers;

/// <summary>The content of a <see cref="FeatureStatistics"/> as plain arrays with one entry for each feature, for files.</summary>
/// <remarks>Every number is finite. The entries of a feature without values are zeros. Write the doubles with 17 digits: the shortest forms
/// of 2⁻²⁵ and 2⁻⁹⁵⁸ that .NET 9 and 10 print are read as other numbers (dotnet/runtime#131131).</remarks>
/// <param name="Rows">The number of rows; a feature with a lower count has missing values.</param>
/// <param name="Count">The number of values, without missing ones.</param>
/// <param name="Mean">The mean, rounded to a double.</param>
/// <param name="MeanResidual">The rounding error of the mean.</param>
/// <param name="SquaredDeviations">The sum of squared deviations from the mean.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Weights">The sum of the row weights; null if rows have no weights, and the sum is the count.</param>
internal sealed record FeatureStatisticsData(
    long Rows, long[] Count, double[] Mean, double[] MeanResidual, double[] SquaredDeviations, double[] Minimum, double[] Maximum,
    double[]? Weights = null)
{
    /// <summary>The precision of the sketches.</summary>
    public QuantilePrecision Quantiles { get; init; }

    /// <summary>The quantile sketches; null if no quantiles were kept.</summary>
    public QuantileSketch[]? Sketches { get; init; }
}
