namespace Layers;

/// <summary>A feature that a layer learned from data, and what the rows of today show of it.</summary>
internal sealed record ReportedFeature
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The layer that learned it, with those of the models around it before it.</summary>
    public required string Layer { get; init; }

    /// <summary>The class of that layer.</summary>
    public required string Type { get; init; }

    /// <summary>The layers behind it that learned from a feature of the same name.</summary>
    public IReadOnlyList<string> AlsoIn { get; init; } = [];

    /// <summary>What was learned of numbers; null for categories.</summary>
    public LearnedNumbers? Numbers { get; init; }

    /// <summary>What was learned of categories; null for numbers.</summary>
    public LearnedCategories? Categories { get; init; }

    /// <summary>How the rows of today compare, the worst of all layers that learned it; null without rows.</summary>
    public FeatureSkew? Skew { get; init; }

    /// <summary>Of numbers the mean and the standard deviation of today; null where there are no rows.</summary>
    public (double Mean, double Deviation)? Now { get; init; }

    /// <summary>The shares of today below, in and above the bins of the histogram; null where that is not known.</summary>
    public IReadOnlyList<double>? SharesNow { get; init; }

    /// <summary>The shares of some categories in training and today (NaN where that is not known).</summary>
    public IReadOnlyList<CategoryShare> CategoryShares { get; init; } = [];

    /// <summary>The share of rows in which it was missing in training; NaN where that is not known.</summary>
    public double MissingWas => Numbers is { } seen && seen.Count + seen.Missing > 0 ? (double)seen.Missing / (seen.Count + seen.Missing)
        : double.NaN;

    /// <summary>The same today, as that layer sees it: behind an imputation nothing is missing.</summary>
    public double MissingNow { get; init; } = double.NaN;
}
