using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of convolutions in two steps: one with separate kernels for each channel, then one across the channels of each
/// position (Chollet, "Xception", 2017).</summary>
public abstract class SeparableConvolution : ConvolutionLayer
{
    private Weight _depthwise = null!;
    private Weight _pointwise = null!;

    private protected SeparableConvolution(int filters, int[] kernelSize, int[] strides, Padding padding, DataFormat dataFormat,
        int[] dilationRate, int depthMultiplier, ActivationFunction? activation, bool useBias,
        Initializer? depthwiseInitializer, Initializer? pointwiseInitializer, Initializer? biasInitializer,
            Regularizer? depthwiseRegularizer, Regularizer? pointwiseRegularizer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, WeightConstraint? depthwiseConstraint, WeightConstraint? pointwiseConstraint,
            WeightConstraint? biasConstraint, string? name, DTypePolicy? dtype)
        : base(kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer,
            activityRegularizer, biasConstraint, name, dtype)
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

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The number of filters of each channel in the first step.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The initializer of the depthwise kernel.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>The initializer of the pointwise kernel.</summary>
    public Initializer PointwiseInitializer { get; }

    /// <summary>The regularizer of the depthwise kernel.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>The regularizer of the pointwise kernel.</summary>
    public Regularizer? PointwiseRegularizer { get; }

    /// <summary>The constraint on the depthwise kernel, applied after each training step.</summary>
    public WeightConstraint? DepthwiseConstraint { get; }

    /// <summary>The constraint on the pointwise kernel, applied after each training step.</summary>
    public WeightConstraint? PointwiseConstraint { get; }

    private protected sealed override long AddKernels(long channels)
    {
        _depthwise = AddWeight("depthwise_kernel", [.. KernelSize.Select(size => (Dim)size), channels, DepthMultiplier],
            DepthwiseInitializer, regularizer: DepthwiseRegularizer, constraint: DepthwiseConstraint);
        _pointwise = AddWeight("pointwise_kernel", [.. KernelSize.Select(_ => (Dim)1), channels * DepthMultiplier, Filters],
            PointwiseInitializer, regularizer: PointwiseRegularizer, constraint: PointwiseConstraint);
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
