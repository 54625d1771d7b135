namespace Layers;

/// <summary>A feature that a layer learned from data, beside the rows of today.</summary>
internal sealed record ReportedFeature
{
    /// <summary>The name of the feature.</summary>
    public required string Name { get; init; }

    /// <summary>The path of the layer that learned it, with the names of the models around it.</summary>
    public required string Layer { get; init; }

    /// <summary>The class of that layer.</summary>
    public required string Type { get; init; }

    /// <summary>The later layers that learned from a feature of the same name.</summary>
    public IReadOnlyList<string> AlsoIn { get; init; } = [];

    /// <summary>The learned statistics of numbers; null for categories.</summary>
    public LearnedNumbers? Numbers { get; init; }

    /// <summary>The learned counts of categories; null for numbers.</summary>
    public LearnedCategories? Categories { get; init; }

    /// <summary>The comparison with the rows of today, the worst of all layers that learned the feature; null without rows.</summary>
    public FeatureSkew? Skew { get; init; }

    /// <summary>The mean and the standard deviation of today's numbers; null without rows.</summary>
    public (double Mean, double Deviation)? Now { get; init; }

    /// <summary>The shares of today below, in and above the bins of the histogram; null if they are not known.</summary>
    public IReadOnlyList<double>? SharesNow { get; init; }

    /// <summary>The shares of the most frequent categories in training and today; NaN if a share is not known.</summary>
    public IReadOnlyList<CategoryShare> CategoryShares { get; init; } = [];

    /// <summary>The share of rows of training in which the feature was missing; NaN if it is not known.</summary>
    public double MissingWas { get; init; } = double.NaN;

    /// <summary>The share of rows of today in which the feature is missing, at the input of that layer: behind an imputation none is
    /// missing.</summary>
    public double MissingNow { get; init; } = double.NaN;
}
