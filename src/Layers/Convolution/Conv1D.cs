namespace Layers;

/// <summary>A convolution over time: <c>y[t] = activation(Σ kernel[k] · x[t · strides + k · dilationRate] + bias)</c>, summed over window
/// and channels.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, new steps, filters)</c>; with channels first, the channels are on axis
/// 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c> rounded down, with <c>span = dilationRate
/// · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer convolves in float32. Source:
/// <see href="https://keras.io/api/layers/convolution_layers/convolution1d/"/>.</remarks>
public sealed class Conv1D : PlainConvolution, ISavable<Conv1D>
{
    /// <summary>Creates a convolution over time.</summary>
    /// <param name="filters">The number of output channels, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along time, 1 or more.</param>
    /// <param name="strides">The stride of the window; default 1.</param>
    /// <param name="padding">The padding of the input; default none.</param>
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
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>conv1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, a stride, a rate or the number of filters or groups is less than 1, the filters do not
    /// divide into the groups, or strides and dilation rate are both more than 1.</exception>
    public Conv1D(int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid,
        DataFormat dataFormat = DataFormat.ChannelsLast, int dilationRate = 1, int groups = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
            Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null,
            WeightConstraint? biasConstraint = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(filters, [kernelSize], [strides], padding, dataFormat, [dilationRate], groups, activation, useBias, kernelInitializer,
            biasInitializer, kernelRegularizer, biasRegularizer,
            activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Sizes("kernel_size", 1)[0], config.OptionalSizes("strides", 1)?[0] ?? 1,
            config.Padding(), config.DataFormat("data_format"),
            config.OptionalSizes("dilation_rate", 1)?[0] ?? 1, config.OptionalWhole("groups") ?? 1, config.Activation("activation"),
                config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
                config.Regularizer("kernel_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"),
                config.Constraint("bias_constraint"), config.Name,
            config.Policy);
    }
}
