using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that move a kernel over spatial or time axes.</summary>
public abstract class ConvolutionLayer : Layer
{
    private readonly int _rank;

    private protected ConvolutionLayer(int[] kernelSize, int[] strides, Padding padding, DataFormat dataFormat, int[] dilationRate,
        ActivationFunction? activation, bool useBias,
        Initializer? biasInitializer, Regularizer? biasRegularizer, Regularizer? activityRegularizer, WeightConstraint? biasConstraint,
            string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        _rank = kernelSize.Length;
        if (kernelSize.Any(size => size < 1))
            throw Throw.BadArgument(Name, nameof(kernelSize), "1 or more along each axis", string.Join(", ", kernelSize));
        if (strides.Any(stride => stride < 1))
            throw Throw.BadArgument(Name, nameof(strides), "1 or more along each axis", string.Join(", ", strides));
        if (dilationRate.Any(rate => rate < 1))
            throw Throw.BadArgument(Name, nameof(dilationRate), "1 or more along each axis", string.Join(", ", dilationRate));
        KernelSize = kernelSize;
        Strides = strides;
        Padding = padding;
        DataFormat = dataFormat;
        DilationRate = dilationRate;
        Activation = activation ?? global::Layers.Activation.Linear;
        UseBias = useBias;
        BiasInitializer = biasInitializer ?? Initializer.Zeros;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        BiasConstraint = biasConstraint;
    }

    /// <summary>The size of the window along each axis.</summary>
    public IReadOnlyList<int> KernelSize { get; }

    /// <summary>The stride of the window along each axis.</summary>
    public IReadOnlyList<int> Strides { get; }

    /// <summary>The padding of the input.</summary>
    public Padding Padding { get; }

    /// <summary>The position of the channel axis.</summary>
    public DataFormat DataFormat { get; }

    /// <summary>The dilation rate along each axis, the distance between the window's elements.</summary>
    public IReadOnlyList<int> DilationRate { get; }

    /// <summary>The activation function of the output.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether the layer adds a bias to each channel of the output.</summary>
    public bool UseBias { get; }

    /// <summary>The initializer of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The regularizer of the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>The constraint on the bias, applied after each training step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    private protected Weight? Bias { get; private set; }

    /// <inheritdoc/>
    protected sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        RequireRank(inputShape);
        var axis = ChannelAxis;
        if (!inputShape[axis].IsKnown) throw Throw.UnknownFeatures(this, axis, inputShape);
        RequireWindowFits(inputShape);
        var filters = AddKernels(inputShape[axis].Size);
        if (UseBias) Bias = AddWeight("bias", [filters], BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        RequireRank(x.Shape);
        if (x.Shape[ChannelAxis] != InputShape?[ChannelAxis])
            throw Throw.WrongFeatures(this, ChannelAxis, InputShape![ChannelAxis], x.Shape);
        RequireWindowFits(x.Shape);
        var y = ChannelsFirst.Apply(Cast(x, Policy.ArithmeticType), DataFormat, first => ChannelsFirst.InFloat32(first, Convolved));
        return Activation.Apply(y);
    }

    /// <summary>Whether the window may be larger than the input. It may in transposed convolutions, whose output grows with the
    /// window.</summary>
    private protected virtual bool AllowsLargeWindow => false;

    /// <summary>Adds the kernels for an input of the given number of channels.</summary>
    /// <returns>The number of output channels.</returns>
    private protected abstract long AddKernels(long channels);

    /// <summary>Adds the formula without the activation to the graph, on <c>(batch, channels, sizes…)</c>, in the type of the
    /// input.</summary>
    private protected abstract Value Convolved(Value x);

    /// <summary>Adds a convolution with this layer's window to the graph.</summary>
    private protected Value Windowed(Value x, Value kernel, Value? bias, long groups)
    {
        // A causal window ends at the position of its result, so all padding is before the first element.
        long[]? pads = Padding == Padding.Causal
            ? [.. DilationRate.Zip(KernelSize, (rate, size) => (long)rate * (size - 1)), .. KernelSize.Select(_ => 0L)] : null;
        return Conv(x, Cast(kernel, x.Type), bias is null ? null : Cast(bias, x.Type), Longs(Strides), pads, Longs(DilationRate), groups,
            samePads: Padding == Padding.Same);
    }

    private protected void WriteWindow(ConfigWriter config) =>
        config.Set("kernel_size", KernelSize).Set("strides", Strides).Set("padding", Paddings.Name(Padding))
            .Set("data_format", DataFormats.Name(DataFormat))
            .Set("dilation_rate", DilationRate).Set("activation", Activation).Set("use_bias", UseBias);

    private protected void WriteBias(ConfigWriter config) =>
        config.Set("bias_initializer", BiasInitializer).Set("bias_regularizer", BiasRegularizer)
            .Set("activity_regularizer", ActivityRegularizer).Set("bias_constraint", BiasConstraint);

    /// <summary>Returns the number of positions that the window spans along an axis: its size plus the gaps of the dilation.</summary>
    private protected long Span(int axis) => (long)DilationRate[axis] * (KernelSize[axis] - 1) + 1;

    private int ChannelAxis => ChannelsFirst.ChannelAxis(DataFormat, _rank + 2);

    private protected static long[] Longs(IEnumerable<int> numbers) => [.. numbers.Select(number => (long)number)];

    private void RequireRank(Shape shape)
    {
        if (shape.Rank != _rank + 2) throw Throw.WrongRank(this, $"rank {_rank + 2}", shape);
    }

    private void RequireWindowFits(Shape shape)
    {
        if (Padding != Padding.Valid || AllowsLargeWindow) return;
        for (var i = 0; i < _rank; i++)
        {
            var (axis, span) = (ChannelsFirst.FirstAxis(DataFormat) + i, Span(i));
            if (shape[axis].IsKnown && shape[axis].Size < span) throw Throw.WindowTooLarge(this, axis, span, shape);
        }
    }
}
