namespace Layers;

/// <summary>The output distribution of a <see cref="QuantileTransform"/>.</summary>
public enum OutputDistribution
{
    /// <summary>The uniform distribution from 0 to 1.</summary>
    Uniform,

    /// <summary>The standard normal distribution.</summary>
    Normal,
}
