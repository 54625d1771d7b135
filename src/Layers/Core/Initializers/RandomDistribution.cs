namespace Layers;

/// <summary>What <see cref="VarianceScalingInitializer"/> draws from.</summary>
public enum RandomDistribution
{
    /// <summary>A normal distribution, redrawn beyond two deviations.</summary>
    TruncatedNormal,

    /// <summary>A normal distribution.</summary>
    UntruncatedNormal,

    /// <summary>A uniform distribution around 0.</summary>
    Uniform,
}
