namespace Layers;

/// <summary>The average of the R² scores of several outputs.</summary>
public enum R2Aggregation
{
    /// <summary>The mean of the scores.</summary>
    UniformAverage,

    /// <summary>The mean of the scores, weighted by the variance of the labels of each output.</summary>
    VarianceWeightedAverage,

    /// <summary>No average: one score for each output.</summary>
    None,
}
