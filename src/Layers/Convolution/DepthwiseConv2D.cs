namespace Layers;

/// <summary>A convolution over images with separate kernels for each channel. It does not mix channels.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, channels · depthMultiplier)</c>; with
/// channels first, the channels are on axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c>
/// rounded down, with <c>span = dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer
/// convolves in float32. Source: <see href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/"/>.</remarks>
public sealed class DepthwiseConv2D : DepthwiseConvolution, ISavable<DepthwiseConv2D>
{
    /// <summary>Creates a convolution with separate kernels for each channel.</summary>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
    /// <param name="strides">The stride of the window; default 1.</param>
    /// <param name="padding">The padding of the input: none (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="depthMultiplier">The number of filters of each channel; default 1.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="dilationRate">The dilation rate, the distance between the window's elements; default 1.</param>
    /// <param name="activation">The activation function of the output; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether the layer adds a bias to each channel of the output; default true.</param>
    /// <param name="depthwiseInitializer">The initializer of the depthwise kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">The initializer of the bias; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="depthwiseRegularizer">The regularizer of the depthwise kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of the bias; <see langword="null"/> for none.</param>
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="depthwiseConstraint">The constraint on the depthwise kernel, applied after each training step; <see langword="null"/>
    /// for none.</param>
    /// <param name="biasConstraint">The constraint on the bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>depthwise_conv2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, a stride, a rate or the depth multiplier is less than 1, or padding is causal.</exception>
    public DepthwiseConv2D(Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid, int depthMultiplier = 1,
        DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? depthwiseInitializer = null,
            Initializer? biasInitializer = null,
        Regularizer? depthwiseRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            WeightConstraint? depthwiseConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, depthMultiplier, dataFormat, (dilationRate ?? 1).ToArray(),
            activation, useBias, depthwiseInitializer,
            biasInitializer, depthwiseRegularizer, biasRegularizer, activityRegularizer, depthwiseConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static DepthwiseConv2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(),
            config.OptionalWhole("depth_multiplier") ?? 1,
            config.DataFormat("data_format"), config.Size2D("dilation_rate", 1), config.Activation("activation"),
                config.Flag("use_bias", true),
            config.Initializer("depthwise_initializer", Initializer.GlorotUniform),
                config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("depthwise_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
                config.Constraint("depthwise_constraint"),
            config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
