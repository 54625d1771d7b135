namespace Layers;

/// <summary>The comparison of one feature of some rows with the data that a layer was adapted to.</summary>
/// <remarks><see cref="SkewReport"/> has the limits of the measures. A measure that a kind of state does not have is NaN.</remarks>
public sealed record FeatureSkew
{
    /// <summary>The name of the layer that was adapted to the feature; in a nested model, with the model's name before it.
    /// <c>Model.Check</c> sets it.</summary>
    public string Layer { get; init; } = "";

    /// <summary>The index of the feature, from 0: row-major over the layer's axes when there are several.</summary>
    public required int Index { get; init; }

    /// <summary>The name of the feature; <see langword="null"/> if <c>Adapt</c> was given no names.</summary>
    public string? Name { get; init; }

    /// <summary>The number of values that were checked, without the missing ones.</summary>
    public required long Count { get; init; }

    /// <summary>The share of values that are below the smallest or above the largest that <c>Adapt</c> saw, from 0 to 1; NaN without
    /// values, or if the range of training is not known.</summary>
    public double OutOfRangeShare { get; init; } = double.NaN;

    /// <summary>The share of rows in which the feature is missing, from 0 to 1: NaN among numbers, and among texts the text that a missing
    /// text becomes (<see cref="ModelColumn.MissingText"/>). NaN for categories that are integers, and for tokens.</summary>
    public double MissingShare { get; init; } = double.NaN;

    /// <summary>The share of rows of training in which the feature was missing, from 0 to 1; NaN as for
    /// <see cref="MissingShare"/>.</summary>
    public double TrainingMissingShare { get; init; } = double.NaN;

    /// <summary>The move of the mean, in standard deviations of training; NaN without values, infinite if a constant feature
    /// moved.</summary>
    public double MeanShift { get; init; } = double.NaN;

    /// <summary>The share of values in categories that <c>Adapt</c> did not see, from 0 to 1; NaN without values and for numbers.</summary>
    public double NewCategoryShare { get; init; } = double.NaN;

    /// <summary>Categories that <c>Adapt</c> did not see, the most frequent first; an integer in decimal.</summary>
    public IReadOnlyList<string> NewCategories { get; init; } = [];

    /// <summary>Categories that <c>Adapt</c> saw, that are not among the values, and whose absence chance does not explain; the most
    /// frequent first.</summary>
    public IReadOnlyList<string> GoneCategories { get; init; } = [];

    /// <summary>The population stability index over the training deciles, or over the categories, 0 or more; NaN without values or without
    /// quantiles of training.</summary>
    public double PopulationStabilityIndex { get; init; } = double.NaN;

    /// <summary>The Kolmogorov-Smirnov distance: the largest difference between the two cumulative distributions, from 0 to 1; NaN without
    /// values or without quantiles of training, and for categories.</summary>
    public double KolmogorovSmirnov { get; init; } = double.NaN;

    /// <summary>The worst verdict of these measures.</summary>
    public required SkewVerdict Verdict { get; init; }

    /// <summary>The reason of the verdict, in words; empty for <see cref="SkewVerdict.Alike"/>.</summary>
    public required string Reason { get; init; }
}
