namespace Layers;

/// <summary>A convolution over images. Each element of the output is <c>activation(Σ kernel · x + bias)</c>, summed over its window and all
/// channels.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, filters)</c>; with channels first, the
/// channels are on axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c> rounded down, with
/// <c>span = dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer convolves in float32.
/// Source: <see href="https://keras.io/api/layers/convolution_layers/convolution2d/"/>.</remarks>
/// <example><code>
/// using var digits = new Sequential
/// {
///     new Input([28, 28, 1]),
///     new Conv2D(16, 3, padding: Padding.Same, activation: Activation.Relu),
///     new MaxPooling2D(2),
///     new Flatten(),
///     new Dense(10, Activation.Softmax),
/// };
/// </code></example>
public sealed class Conv2D : PlainConvolution, ISavable<Conv2D>
{
    /// <summary>Creates a convolution over images.</summary>
    /// <param name="filters">The number of output channels, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
    /// <param name="strides">The stride of the window; default 1.</param>
    /// <param name="padding">The padding of the input: none (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="dilationRate">The dilation rate, the distance between the window's elements; default 1.</param>
    /// <param name="groups">The number of groups of channels, each with its own filters; default 1.</param>
    /// <param name="activation">The activation function of the output; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether the layer adds a bias to each channel of the output; default true.</param>
    /// <param name="kernelInitializer">The initializer of the kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">The initializer of the bias; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">The regularizer of the kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of the bias; <see langword="null"/> for none.</param>
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="kernelConstraint">The constraint on the kernel, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="biasConstraint">The constraint on the bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>conv2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, a stride, a rate or the number of filters or groups is less than 1, the filters do not
    /// divide into the groups, strides and dilation rate are both more than 1, or padding is causal.</exception>
    public Conv2D(int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast, Size2D? dilationRate = null,
        int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
            Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            WeightConstraint? kernelConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(filters, kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, dataFormat, (dilationRate ?? 1).ToArray(), groups,
            activation, useBias, kernelInitializer, biasInitializer,
            kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
        if (padding == Padding.Causal) throw Throw.CausalNeedsTime(Name);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(),
            config.DataFormat("data_format"),
            config.Size2D("dilation_rate", 1), config.OptionalWhole("groups") ?? 1, config.Activation("activation"),
                config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
                config.Regularizer("kernel_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"),
                config.Constraint("bias_constraint"), config.Name,
            config.Policy);
    }
}
