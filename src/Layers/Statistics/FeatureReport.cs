namespace Layers;

/// <summary>What <c>Adapt</c> saw of one feature.</summary>
/// <remarks>The numbers describe the data, in float64 and in the data's own unit; what a layer stores of them may differ:
/// see <see cref="ConstantFeatures"/>.</remarks>
public sealed record FeatureReport
{
    internal FeatureReport()
    {
    }

    /// <summary>The index of the feature, from 0: row-major over the kept axes when there are several.</summary>
    public required int Index { get; init; }

    /// <summary>What it is called; <see langword="null"/> where <c>Adapt</c> was not told.</summary>
    public string? Name { get; init; }

    /// <summary>How many values there were, the missing ones not counted.</summary>
    public required long Count { get; init; }

    /// <summary>How many values were missing (NaN).</summary>
    public required long Missing { get; init; }

    /// <summary>The mean of the values; NaN if there were none, or if one was missing under <see cref="MissingValues.Propagate"/>.</summary>
    public required double Mean { get; init; }

    /// <summary>The population variance (ddof 0), zero or more; NaN where <see cref="Mean"/> is.</summary>
    public required double Variance { get; init; }

    /// <summary>The smallest value, missing ones left out; NaN if there were none. A 64-bit integer is rounded to a double.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest value, missing ones left out; NaN if there were none. A 64-bit integer is rounded to a double.</summary>
    public required double Maximum { get; init; }

    /// <summary>Whether the values were the same up to rounding, by the rule at <see cref="ConstantFeatures"/>.</summary>
    public required bool IsConstant { get; init; }
}
