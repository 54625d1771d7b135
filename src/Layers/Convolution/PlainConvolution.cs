namespace Layers;

/// <summary>The base class of convolutions in which every filter covers all channels of its group.</summary>
public abstract class PlainConvolution : ConvolutionLayer
{
    private Weight _kernel = null!;

    private protected PlainConvolution(int filters, int[] kernelSize, int[] strides, Padding padding, DataFormat dataFormat,
        int[] dilationRate, int groups, ActivationFunction? activation, bool useBias,
        Initializer? kernelInitializer, Initializer? biasInitializer, Regularizer? kernelRegularizer, Regularizer? biasRegularizer,
            Regularizer? activityRegularizer,
        WeightConstraint? kernelConstraint, WeightConstraint? biasConstraint, string? name, DTypePolicy? dtype)
        : base(kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer,
            activityRegularizer, biasConstraint, name, dtype)
    {
        if (filters < 1) throw Throw.BadArgument(Name, nameof(filters), "1 or more", filters);
        if (groups < 1) throw Throw.BadArgument(Name, nameof(groups), "1 or more", groups);
        if (filters % groups != 0) throw Throw.NotDivisible(Name, "filters", filters, groups);
        if (strides.Max() > 1 && dilationRate.Max() > 1) throw Throw.StridesAndDilation(Name, strides, dilationRate);
        Filters = filters;
        Groups = groups;
        KernelInitializer = kernelInitializer ?? Initializer.GlorotUniform;
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The number of groups of channels, each with its own filters.</summary>
    public int Groups { get; }

    /// <summary>The initializer of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The regularizer of the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The constraint on the kernel, applied after each training step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    private protected sealed override long AddKernels(long channels)
    {
        if (channels % Groups != 0) throw Throw.NotDivisible(Name, "input channels", channels, Groups);
        _kernel = AddWeight("kernel", [.. KernelSize.Select(size => (Dim)size), channels / Groups, Filters], KernelInitializer,
            regularizer: KernelRegularizer, constraint: KernelConstraint);
        return Filters;
    }

    private protected sealed override Value Convolved(Value x) =>
        Windowed(x, ChannelsFirst.Kernel(_kernel), Bias is null ? null : (Value)Bias, Groups);

    private protected void WriteConvolution(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("filters", Filters).Set("groups", Groups);
        WriteWindow(config);
        WriteBias(config);
        config.Set("kernel_initializer", KernelInitializer).Set("kernel_regularizer", KernelRegularizer)
            .Set("kernel_constraint", KernelConstraint);
    }
}
