namespace Layers;

/// <summary>The distribution that <see cref="VarianceScalingInitializer"/> draws from.</summary>
public enum RandomDistribution
{
    /// <summary>A normal distribution. Numbers beyond two standard deviations are redrawn.</summary>
    TruncatedNormal,

    /// <summary>A normal distribution.</summary>
    UntruncatedNormal,

    /// <summary>A uniform distribution around 0.</summary>
    Uniform,
}
