using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base of convolutions in two steps: every channel by itself under the window, then all channels of each place together
/// (Chollet, "Xception", 2017).</summary>
public abstract class SeparableConvolution : ConvolutionLayer
{
    private Weight _depthwise = null!;
    private Weight _pointwise = null!;

    private protected SeparableConvolution(int filters, int[] kernelSize, int[] strides, Padding padding, DataFormat dataFormat, int[] dilationRate, int depthMultiplier, ActivationFunction? activation, bool useBias,
        Initializer? depthwiseInitializer, Initializer? pointwiseInitializer, Initializer? biasInitializer, Regularizer? depthwiseRegularizer, Regularizer? pointwiseRegularizer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, WeightConstraint? depthwiseConstraint, WeightConstraint? pointwiseConstraint, WeightConstraint? biasConstraint, string? name, DTypePolicy? dtype)
        : base(kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, activityRegularizer, biasConstraint, name, dtype)
    {
        if (padding == Padding.Causal) throw Throw.CausalNeedsTime(Name);
        if (depthMultiplier < 1) throw Throw.BadArgument(Name, nameof(depthMultiplier), "1 or more", depthMultiplier);
        if (filters < 1) throw Throw.BadArgument(Name, nameof(filters), "1 or more", filters);
        Filters = filters;
        DepthMultiplier = depthMultiplier;
        DepthwiseInitializer = depthwiseInitializer ?? Initializer.GlorotUniform;
        PointwiseInitializer = pointwiseInitializer ?? Initializer.GlorotUniform;
        DepthwiseRegularizer = depthwiseRegularizer;
        PointwiseRegularizer = pointwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
        PointwiseConstraint = pointwiseConstraint;
    }

    /// <summary>How many channels come out.</summary>
    public int Filters { get; }

    /// <summary>How many filters each channel has in the first step.</summary>
    public int DepthMultiplier { get; }

    /// <summary>What the kernel of the first step starts as.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>What the kernel of the second step starts as.</summary>
    public Initializer PointwiseInitializer { get; }

    /// <summary>What is added to the loss for the kernel of the first step.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>What is added to the loss for the kernel of the second step.</summary>
    public Regularizer? PointwiseRegularizer { get; }

    /// <summary>What the kernel of the first step is brought back to after each step of training.</summary>
    public WeightConstraint? DepthwiseConstraint { get; }

    /// <summary>What the kernel of the second step is brought back to after each step of training.</summary>
    public WeightConstraint? PointwiseConstraint { get; }

    private protected sealed override long AddKernels(long channels)
    {
        _depthwise = AddWeight("depthwise_kernel", [.. KernelSize.Select(size => (Dim)size), channels, DepthMultiplier], DepthwiseInitializer, regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        _pointwise = AddWeight("pointwise_kernel", [.. KernelSize.Select(_ => (Dim)1), channels * DepthMultiplier, Filters], PointwiseInitializer, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
        return Filters;
    }

    private protected sealed override Value Convolved(Value x)
    {
        var places = Windowed(x, ChannelsFirst.DepthwiseKernel(_depthwise), null, _depthwise.Shape[^2].Size);
        return Conv(places, Cast(ChannelsFirst.Kernel(_pointwise), x.Type), Bias is null ? null : Cast(Bias, x.Type));
    }

    private protected void WriteConvolution(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("filters", Filters).Set("depth_multiplier", DepthMultiplier);
        WriteWindow(config);
        WriteBias(config);
        config.Set("depthwise_initializer", DepthwiseInitializer).Set("pointwise_initializer", PointwiseInitializer)
            .Set("depthwise_regularizer", DepthwiseRegularizer).Set("pointwise_regularizer", PointwiseRegularizer)
            .Set("depthwise_constraint", DepthwiseConstraint).Set("pointwise_constraint", PointwiseConstraint);
    }
}
