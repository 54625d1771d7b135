namespace Layers;

/// <summary>Kernels move over images, for each channel its own: channels do not mix.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, channels · depthMultiplier)</c>; with
/// channels first, the channels stand on axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c>
/// rounded down, with <c>span = dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer
/// convolves with float32's digits. Source:
/// <see href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/"/>.</remarks>
public sealed class DepthwiseConv2D : DepthwiseConvolution, ISavable<DepthwiseConv2D>
{
    /// <summary>A convolution of each channel by itself.</summary>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
    /// <param name="strides">How far the window moves at a time; default 1.</param>
    /// <param name="padding">What lies around the input: nothing (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="depthMultiplier">How many filters each channel has; default 1.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="dilationRate">How far apart the window's elements are; default 1.</param>
    /// <param name="activation">The function of the sum; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether a number is added to each channel of the output; default true.</param>
    /// <param name="depthwiseInitializer">What the kernel under the window starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="depthwiseRegularizer">What is added to the loss for the kernel under the window; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="depthwiseConstraint">What the kernel under the window is brought back to after each step; <see langword="null"/> for
    /// nothing.</param>
    /// <param name="biasConstraint">What the bias is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>depthwise_conv2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, or padding is causal.</exception>
    public DepthwiseConv2D(Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid, int depthMultiplier = 1, DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? depthwiseInitializer = null, Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? depthwiseConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, depthMultiplier, dataFormat, (dilationRate ?? 1).ToArray(), activation, useBias, depthwiseInitializer,
            biasInitializer, depthwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static DepthwiseConv2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(), config.OptionalWhole("depth_multiplier") ?? 1,
            config.DataFormat("data_format"), config.Size2D("dilation_rate", 1), config.Activation("activation"), config.Flag("use_bias", true),
            config.Initializer("depthwise_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("depthwise_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("depthwise_constraint"),
            config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
