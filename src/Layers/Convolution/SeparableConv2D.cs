namespace Layers;

/// <summary>A convolution over images in two steps: separate kernels for each channel, then a mix of the channels of each pixel:
/// <c>activation(pointwise · (depthwise ∗ x) + bias)</c>.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, filters)</c>; with channels first, the
/// channels are on axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c> rounded down, with
/// <c>span = dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer convolves in float32.
/// Source: <see href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/"/>.</remarks>
public sealed class SeparableConv2D : SeparableConvolution, ISavable<SeparableConv2D>
{
    /// <summary>Creates a convolution in two steps.</summary>
    /// <param name="filters">The number of output channels, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
    /// <param name="strides">The stride of the window; default 1.</param>
    /// <param name="padding">The padding of the input: none (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="dilationRate">The dilation rate, the distance between the window's elements; default 1.</param>
    /// <param name="depthMultiplier">The number of filters of each channel; default 1.</param>
    /// <param name="activation">The activation function of the output; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether the layer adds a bias to each channel of the output; default true.</param>
    /// <param name="depthwiseInitializer">The initializer of the depthwise kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="pointwiseInitializer">The initializer of the pointwise kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">The initializer of the bias; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="depthwiseRegularizer">The regularizer of the depthwise kernel; <see langword="null"/> for none.</param>
    /// <param name="pointwiseRegularizer">The regularizer of the pointwise kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of the bias; <see langword="null"/> for none.</param>
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="depthwiseConstraint">The constraint on the depthwise kernel, applied after each training step; <see langword="null"/>
    /// for none.</param>
    /// <param name="pointwiseConstraint">The constraint on the pointwise kernel, applied after each training step; <see langword="null"/>
    /// for none.</param>
    /// <param name="biasConstraint">The constraint on the bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>separable_conv2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, a stride, a rate, the number of filters or the depth multiplier is less than 1, or padding
    /// is causal.</exception>
    public SeparableConv2D(int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast, Size2D? dilationRate = null,
        int depthMultiplier = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? depthwiseInitializer = null,
            Initializer? pointwiseInitializer = null,
        Initializer? biasInitializer = null, Regularizer? depthwiseRegularizer = null, Regularizer? pointwiseRegularizer = null,
            Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, WeightConstraint? depthwiseConstraint = null, WeightConstraint? pointwiseConstraint = null,
            WeightConstraint? biasConstraint = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(filters, kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, dataFormat, (dilationRate ?? 1).ToArray(), depthMultiplier,
            activation, useBias, depthwiseInitializer,
            pointwiseInitializer, biasInitializer, depthwiseRegularizer, pointwiseRegularizer, biasRegularizer, activityRegularizer,
                depthwiseConstraint, pointwiseConstraint,
            biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static SeparableConv2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(),
            config.DataFormat("data_format"),
            config.Size2D("dilation_rate", 1), config.OptionalWhole("depth_multiplier") ?? 1, config.Activation("activation"),
                config.Flag("use_bias", true),
            config.Initializer("depthwise_initializer", Initializer.GlorotUniform),
                config.Initializer("pointwise_initializer", Initializer.GlorotUniform),
            config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("depthwise_regularizer"),
                config.Regularizer("pointwise_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("depthwise_constraint"),
                config.Constraint("pointwise_constraint"),
            config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
