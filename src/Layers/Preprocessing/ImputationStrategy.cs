namespace Layers;

/// <summary>What <see cref="Imputation"/> puts in place of missing values.</summary>
public enum ImputationStrategy
{
    /// <summary>The mean of the feature's values.</summary>
    Mean,

    /// <summary>The median of the feature's values: exact up to 1024 of them, right to half a percent of rank beyond.</summary>
    Median,

    /// <summary>A number that is given, the same for all features.</summary>
    Constant,

    /// <summary>A number that is given for each feature.</summary>
    Given,
}
