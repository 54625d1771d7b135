namespace Layers;

/// <summary>What <see cref="QuantileTransform"/> makes of each feature.</summary>
public enum OutputDistribution
{
    /// <summary>Even from 0 to 1.</summary>
    Uniform,

    /// <summary>The standard normal distribution.</summary>
    Normal,
}
