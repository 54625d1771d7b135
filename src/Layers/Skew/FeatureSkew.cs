namespace Layers;

/// <summary>How one feature of some rows compares with what a layer was adapted to.</summary>
/// <remarks>What the numbers are compared with: <see cref="SkewReport"/>. A state of another kind than numbers leaves those that it does
/// not have at NaN, and gives a verdict with a reason.</remarks>
public sealed record FeatureSkew
{
    /// <summary>The layer that was adapted to the feature, by its name; of a layer in a nested model, with the model's name before it.
    /// <c>Model.Check</c> fills it in.</summary>
    public string Layer { get; init; } = "";

    /// <summary>The index of the feature, from 0: row-major over the layer's axes when there are several.</summary>
    public required int Index { get; init; }

    /// <summary>What it is called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public string? Name { get; init; }

    /// <summary>How many values were checked, missing ones not counted.</summary>
    public required long Count { get; init; }

    /// <summary>The share of values that are below the smallest or above the largest that <c>Adapt</c> saw, from 0 to 1; NaN without
    /// values.</summary>
    public double OutOfRangeShare { get; init; } = double.NaN;

    /// <summary>The share of rows in which it is missing (NaN), from 0 to 1.</summary>
    public double MissingShare { get; init; } = double.NaN;

    /// <summary>The share of rows in which <c>Adapt</c> saw it missing, from 0 to 1.</summary>
    public double TrainingMissingShare { get; init; } = double.NaN;

    /// <summary>How far the mean has moved, in standard deviations of what <c>Adapt</c> saw; NaN without values, infinite where a constant
    /// feature moved.</summary>
    public double MeanShift { get; init; } = double.NaN;

    /// <summary>The share of values in categories that <c>Adapt</c> did not see, from 0 to 1; NaN without values and for numbers.</summary>
    public double NewCategoryShare { get; init; } = double.NaN;

    /// <summary>Categories that <c>Adapt</c> did not see, the most frequent first; an integer in decimal.</summary>
    public IReadOnlyList<string> NewCategories { get; init; } = [];

    /// <summary>Categories that <c>Adapt</c> saw so often that chance does not explain that they are not among the values; the most
    /// frequent first.</summary>
    public IReadOnlyList<string> GoneCategories { get; init; } = [];

    /// <summary>The population stability index over the training deciles, or over the categories, 0 or more; NaN without values or where no
    /// quantiles were kept.</summary>
    public double PopulationStabilityIndex { get; init; } = double.NaN;

    /// <summary>The Kolmogorov-Smirnov distance: the largest difference between the two cumulative distributions, from 0 to 1; NaN as
    /// above.</summary>
    public double KolmogorovSmirnov { get; init; } = double.NaN;

    /// <summary>The worst that any of these says.</summary>
    public required SkewVerdict Verdict { get; init; }

    /// <summary>What the verdict comes from, in words; empty for <see cref="SkewVerdict.Alike"/>.</summary>
    public required string Reason { get; init; }
}
