namespace Layers;

/// <summary>The number that <see cref="VarianceScalingInitializer"/> divides the scale by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of each output.</summary>
    FanIn,

    /// <summary>The number of outputs of each input.</summary>
    FanOut,

    /// <summary>The mean of the number of inputs and the number of outputs.</summary>
    FanAvg,
}
