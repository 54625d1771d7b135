namespace Layers;

/// <summary>Kernels move over time, for each channel its own; then the channels of each step are mixed: <c>activation(pointwise ·
/// (depthwise ∗ x) + bias)</c>.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, new steps, filters)</c>; with channels first, the channels stand on
/// axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c> rounded down, with <c>span =
/// dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer convolves with float32's digits.
/// Source: <see href="https://keras.io/api/layers/convolution_layers/separable_convolution1d/"/>.</remarks>
public sealed class SeparableConv1D : SeparableConvolution, ISavable<SeparableConv1D>
{
    /// <summary>A convolution in two steps.</summary>
    /// <param name="filters">How many channels come out, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along time, 1 or more.</param>
    /// <param name="strides">How far the window moves at a time; default 1.</param>
    /// <param name="padding">What lies around the input: nothing (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="dilationRate">How far apart the window's elements are; default 1.</param>
    /// <param name="depthMultiplier">How many filters each channel has; default 1.</param>
    /// <param name="activation">The function of the sum; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether a number is added to each channel of the output; default true.</param>
    /// <param name="depthwiseInitializer">What the kernel under the window starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="pointwiseInitializer">What the kernel across channels starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="depthwiseRegularizer">What is added to the loss for the kernel under the window; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="pointwiseRegularizer">What is added to the loss for the kernel across channels; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="depthwiseConstraint">What the kernel under the window is brought back to after each step; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="pointwiseConstraint">What the kernel across channels is brought back to after each step; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasConstraint">What the bias is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>separable_conv1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, or padding is causal.</exception>
    public SeparableConv1D(int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, int dilationRate = 1, int depthMultiplier = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? depthwiseInitializer = null, Initializer? pointwiseInitializer = null,
        Initializer? biasInitializer = null, Regularizer? depthwiseRegularizer = null, Regularizer? pointwiseRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, WeightConstraint? depthwiseConstraint = null, WeightConstraint? pointwiseConstraint = null, WeightConstraint? biasConstraint = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(filters, [kernelSize], [strides], padding, dataFormat, [dilationRate], depthMultiplier, activation, useBias, depthwiseInitializer, pointwiseInitializer, biasInitializer,
            depthwiseRegularizer, pointwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, pointwiseConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static SeparableConv1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Sizes("kernel_size", 1)[0], config.OptionalSizes("strides", 1)?[0] ?? 1, config.Padding(), config.DataFormat("data_format"),
            config.OptionalSizes("dilation_rate", 1)?[0] ?? 1, config.OptionalWhole("depth_multiplier") ?? 1, config.Activation("activation"),
            config.Flag("use_bias", true), config.Initializer("depthwise_initializer", Initializer.GlorotUniform), config.Initializer("pointwise_initializer", Initializer.GlorotUniform),
            config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("depthwise_regularizer"), config.Regularizer("pointwise_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("depthwise_constraint"), config.Constraint("pointwise_constraint"),
            config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
