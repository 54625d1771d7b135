namespace Layers;

/// <summary>The base class of convolutions in which every channel has its own filters.</summary>
public abstract class DepthwiseConvolution : ConvolutionLayer
{
    private Weight _kernel = null!;

    private protected DepthwiseConvolution(int[] kernelSize, int[] strides, Padding padding, int depthMultiplier, DataFormat dataFormat,
        int[] dilationRate, ActivationFunction? activation, bool useBias,
        Initializer? depthwiseInitializer, Initializer? biasInitializer, Regularizer? depthwiseRegularizer, Regularizer? biasRegularizer,
            Regularizer? activityRegularizer,
        WeightConstraint? depthwiseConstraint, WeightConstraint? biasConstraint, string? name, DTypePolicy? dtype)
        : base(kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer,
            activityRegularizer, biasConstraint, name, dtype)
    {
        if (padding == Padding.Causal) throw Throw.CausalNeedsTime(Name);
        if (depthMultiplier < 1) throw Throw.BadArgument(Name, nameof(depthMultiplier), "1 or more", depthMultiplier);
        DepthMultiplier = depthMultiplier;
        DepthwiseInitializer = depthwiseInitializer ?? Initializer.GlorotUniform;
        DepthwiseRegularizer = depthwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
    }

    /// <summary>The number of filters of each channel.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The initializer of the kernel.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>The regularizer of the kernel.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>The constraint on the kernel, applied after each training step.</summary>
    public WeightConstraint? DepthwiseConstraint { get; }

    private protected sealed override long AddKernels(long channels)
    {
        _kernel = AddWeight("kernel", [.. KernelSize.Select(size => (Dim)size), channels, DepthMultiplier], DepthwiseInitializer,
            regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        return channels * DepthMultiplier;
    }

    private protected sealed override Value Convolved(Value x) =>
        Windowed(x, ChannelsFirst.DepthwiseKernel(_kernel), Bias is null ? null : (Value)Bias, _kernel.Shape[^2].Size);

    private protected void WriteConvolution(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("depth_multiplier", DepthMultiplier);
        WriteWindow(config);
        WriteBias(config);
        config.Set("depthwise_initializer", DepthwiseInitializer).Set("depthwise_regularizer", DepthwiseRegularizer)
            .Set("depthwise_constraint", DepthwiseConstraint);
    }
}
