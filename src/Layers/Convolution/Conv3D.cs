namespace Layers;

/// <summary>A kernel moves over volumes: each place of the output is <c>activation(Σ kernel · x + bias)</c>, summed over the window there
/// and all channels.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c>, output <c>(batch, new depth, new height, new width, filters)</c>; with
/// channels first, the channels stand on axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c>
/// rounded down, with <c>span = dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer
/// convolves with float32's digits. Source: <see href="https://keras.io/api/layers/convolution_layers/convolution3d/"/>.</remarks>
public sealed class Conv3D : PlainConvolution, ISavable<Conv3D>
{
    /// <summary>A convolution over volumes.</summary>
    /// <param name="filters">How many channels come out, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along depth, height and width, 1 or more.</param>
    /// <param name="strides">How far the window moves at a time; default 1.</param>
    /// <param name="padding">What lies around the input: nothing (the default) or <see cref="Padding.Same"/>.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="dilationRate">How far apart the window's elements are; default 1.</param>
    /// <param name="groups">Into how many parts the channels fall, each with its own filters; default 1.</param>
    /// <param name="activation">The function of the sum; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether a number is added to each channel of the output; default true.</param>
    /// <param name="kernelInitializer">What the kernel starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">What is added to the loss for the kernel; <see langword="null"/> for nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="kernelConstraint">What the kernel is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="biasConstraint">What the bias is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>conv3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, filters do not divide into groups, or strides and
    /// dilation are both more than 1, or padding is causal.</exception>
    public Conv3D(int filters, Size3D kernelSize, Size3D? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, Size3D? dilationRate = null,
        int groups = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(filters, kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, dataFormat, (dilationRate ?? 1).ToArray(), groups, activation, useBias, kernelInitializer, biasInitializer,
            kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
        if (padding == Padding.Causal) throw Throw.CausalNeedsTime(Name);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Size3D("kernel_size"), config.Size3D("strides", 1), config.Padding(), config.DataFormat("data_format"),
            config.Size3D("dilation_rate", 1), config.OptionalWhole("groups") ?? 1, config.Activation("activation"), config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("kernel_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name,
            config.Policy);
    }
}
