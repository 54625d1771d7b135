namespace Layers;

/// <summary>What <see cref="VarianceScalingInitializer"/> scales by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of an output.</summary>
    FanIn,

    /// <summary>The number of outputs that an input feeds.</summary>
    FanOut,

    /// <summary>The mean of both.</summary>
    FanAvg,
}
