namespace Layers.Cli;

/// <summary>How a feature compares with training; a number is NaN where it has no meaning.</summary>
/// <param name="Layer">The layer that was adapted to it.</param>
/// <param name="Feature">Its index, from 0.</param>
/// <param name="Name">What it is called; null where nobody said.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>.</param>
/// <param name="Reason">What the verdict comes from; empty for <c>alike</c>.</param>
/// <param name="Count">How many values were compared.</param>
/// <param name="MissingShare">The share of rows in which it is missing.</param>
/// <param name="TrainingMissingShare">The same in training.</param>
/// <param name="OutOfRangeShare">The share of values outside the range of training.</param>
/// <param name="MeanShift">How far the mean moved, in standard deviations of training.</param>
/// <param name="PopulationStabilityIndex">The index over deciles or categories.</param>
/// <param name="KolmogorovSmirnov">The largest distance of the two distributions.</param>
/// <param name="NewCategoryShare">The share of values in categories that training did not see.</param>
/// <param name="NewCategories">These categories.</param>
/// <param name="GoneCategories">Categories of training that are no longer there.</param>
internal sealed record CheckedFeature(
    string Layer,
    int Feature,
    string? Name,
    string Verdict,
    string Reason,
    long Count,
    double MissingShare,
    double TrainingMissingShare,
    double OutOfRangeShare,
    double MeanShift,
    double PopulationStabilityIndex,
    double KolmogorovSmirnov,
    double NewCategoryShare,
    IReadOnlyList<string> NewCategories,
    IReadOnlyList<string> GoneCategories)
{
    public static CheckedFeature Of(FeatureSkew skew) => new(
        skew.Layer, skew.Index, skew.Name, skew.Verdict.ToString().ToLowerInvariant(), skew.Reason, skew.Count, skew.MissingShare, skew.TrainingMissingShare, skew.OutOfRangeShare,
        skew.MeanShift, skew.PopulationStabilityIndex, skew.KolmogorovSmirnov, skew.NewCategoryShare, skew.NewCategories, skew.GoneCategories);
}
