namespace Layers.Cli;

/// <summary>The comparison of a feature with training. A number is NaN if it is not known.</summary>
/// <param name="Layer">The layer that was adapted to the feature.</param>
/// <param name="Feature">The index of the feature, from 0.</param>
/// <param name="Name">The name of the feature; null for none.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>.</param>
/// <param name="Reason">The reason of the verdict; empty for <c>alike</c>.</param>
/// <param name="Count">The number of values that were compared.</param>
/// <param name="MissingShare">The share of rows in which the feature is missing.</param>
/// <param name="TrainingMissingShare">The share of rows of training in which the feature was missing.</param>
/// <param name="OutOfRangeShare">The share of values outside the range of training.</param>
/// <param name="MeanShift">The move of the mean, in standard deviations of training.</param>
/// <param name="PopulationStabilityIndex">The population stability index over deciles or categories.</param>
/// <param name="KolmogorovSmirnov">The Kolmogorov-Smirnov distance of the two distributions.</param>
/// <param name="NewCategoryShare">The share of values in categories that training did not see.</param>
/// <param name="NewCategories">These categories.</param>
/// <param name="GoneCategories">Categories of training that no row has.</param>
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
        skew.Layer, skew.Index, skew.Name, skew.Verdict.ToString().ToLowerInvariant(), skew.Reason, skew.Count, skew.MissingShare,
        skew.TrainingMissingShare, skew.OutOfRangeShare,
        skew.MeanShift, skew.PopulationStabilityIndex, skew.KolmogorovSmirnov, skew.NewCategoryShare, skew.NewCategories,
            skew.GoneCategories);
}
