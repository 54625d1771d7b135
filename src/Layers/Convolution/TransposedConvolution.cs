using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of transposed convolutions. They multiply each element of the input by the kernel and add products at the same
/// position of the output.</summary>
public abstract class TransposedConvolution : ConvolutionLayer
{
    private Weight _kernel = null!;

    private protected TransposedConvolution(int filters, int[] kernelSize, int[] strides, Padding padding, int[]? outputPadding,
        DataFormat dataFormat, int[] dilationRate,
        ActivationFunction? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
            Regularizer? kernelRegularizer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, WeightConstraint? kernelConstraint, WeightConstraint? biasConstraint, string? name,
            DTypePolicy? dtype)
        : base(kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer,
            activityRegularizer, biasConstraint, name, dtype)
    {
        if (filters < 1) throw Throw.BadArgument(Name, nameof(filters), "1 or more", filters);
        if (padding == Padding.Causal) throw Throw.CausalNeedsTime(Name);
        if (strides.Max() > 1 && dilationRate.Max() > 1) throw Throw.StridesAndDilation(Name, strides, dilationRate);
        for (var axis = 0; axis < outputPadding?.Length; axis++)
            if (outputPadding[axis] < 0 || outputPadding[axis] >= strides[axis])
                throw Throw.OutputPaddingNeedsStrides(Name, axis, outputPadding[axis], strides[axis]);
        Filters = filters;
        OutputPadding = outputPadding;
        KernelInitializer = kernelInitializer ?? Initializer.GlorotUniform;
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The extra size at the end of the output along each axis; <see langword="null"/> for Keras's choice. A convolution with
    /// strides above 1 maps inputs of several sizes to the same output size; this setting selects the size that the transposed convolution
    /// returns.</summary>
    public IReadOnlyList<int>? OutputPadding { get; }

    /// <summary>The initializer of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The regularizer of the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The constraint on the kernel, applied after each training step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    private protected sealed override bool AllowsLargeWindow => true;

    private protected sealed override long AddKernels(long channels)
    {
        _kernel = AddWeight("kernel", [.. KernelSize.Select(size => (Dim)size), Filters, channels], KernelInitializer,
            regularizer: KernelRegularizer, constraint: KernelConstraint);
        return Filters;
    }

    private protected sealed override Value Convolved(Value x)
    {
        var rank = KernelSize.Count;
        var (pads, more) = (new long[2 * rank], new long[rank]);
        for (var axis = 0; axis < rank; axis++)
        {
            var (before, after) = Cropping(axis);
            // ONNX cannot crop a negative number of elements, so these are added as output padding.
            (pads[axis], pads[rank + axis], more[axis]) = (before, Math.Max(after, 0), Math.Max(-after, 0));
        }
        return ConvTranspose(x, Cast(ChannelsFirst.Kernel(_kernel), x.Type), Bias is null ? null : Cast(Bias, x.Type), Longs(Strides), pads,
            Longs(DilationRate), outputPadding: more);
    }

    private protected void WriteConvolution(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("filters", Filters);
        WriteWindow(config);
        if (OutputPadding is null) config.Set("output_padding", (string?)null);
        else config.Set("output_padding", OutputPadding);
        WriteBias(config);
        config.Set("kernel_initializer", KernelInitializer).Set("kernel_regularizer", KernelRegularizer)
            .Set("kernel_constraint", KernelConstraint);
    }

    /// <summary>Returns the numbers of elements to remove at the start and the end of the whole result, which has <c>(size − 1) · strides +
    /// span</c> elements. A negative number means that elements are added. Keras on JAX has the same rule.</summary>
    private (long Before, long After) Cropping(int axis)
    {
        var (span, stride, more) = (Span(axis), (long)Strides[axis], OutputPadding?[axis]);
        if (Padding == Padding.Valid) return (0, -(more ?? Math.Max(span, stride) - span));
        var room = more is { } given ? span + span % 2 - 2 + given : stride + span - 2;
        var before = Math.Min((room + 1) / 2, span - 1);
        return (span - 1 - before, span - 1 - (room - before));
    }
}
