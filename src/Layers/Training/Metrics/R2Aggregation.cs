namespace Layers;

/// <summary>How the R² scores of several outputs become one.</summary>
public enum R2Aggregation
{
    /// <summary>Their mean.</summary>
    UniformAverage,

    /// <summary>Their mean, each weighted by the variance of its labels.</summary>
    VarianceWeightedAverage,

    /// <summary>Not at all: one for each output.</summary>
    None,
}
