namespace Layers;

/// <summary>The number with which <see cref="Imputation"/> replaces missing values.</summary>
public enum ImputationStrategy
{
    /// <summary>The mean of the feature's values.</summary>
    Mean,

    /// <summary>The median of the feature's values: exact for up to 1024 values, within half a percent of rank for more.</summary>
    Median,

    /// <summary>One given number for all features.</summary>
    Constant,

    /// <summary>A given number for each feature.</summary>
    Given,
}
