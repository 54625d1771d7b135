namespace Layers;

/// <summary>A kernel moves over time: <c>y[t] = activation(Σ kernel[k] · x[t · strides + k · dilationRate] + bias)</c>, summed over window
/// and channels.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, new steps, filters)</c>; with channels first, the channels stand on
/// axis 1 of both. Under <see cref="Padding.Valid"/> a new size is <c>(size − span) / strides + 1</c> rounded down, with <c>span =
/// dilationRate · (kernelSize − 1) + 1</c>; otherwise <c>size / strides</c> rounded up. A float64 layer convolves with float32's digits.
/// Source: <see href="https://keras.io/api/layers/convolution_layers/convolution1d/"/>.</remarks>
public sealed class Conv1D : PlainConvolution, ISavable<Conv1D>
{
    /// <summary>A convolution over time.</summary>
    /// <param name="filters">How many channels come out, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along time, 1 or more.</param>
    /// <param name="strides">How far the window moves at a time; default 1.</param>
    /// <param name="padding">What lies around the input; default nothing.</param>
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
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>conv1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, filters do not divide into groups, or strides and
    /// dilation are both more than 1.</exception>
    public Conv1D(int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast, int dilationRate = 1, int groups = 1,
        ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(filters, [kernelSize], [strides], padding, dataFormat, [dilationRate], groups, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer,
            activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Sizes("kernel_size", 1)[0], config.OptionalSizes("strides", 1)?[0] ?? 1, config.Padding(), config.DataFormat("data_format"),
            config.OptionalSizes("dilation_rate", 1)?[0] ?? 1, config.OptionalWhole("groups") ?? 1, config.Activation("activation"), config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("kernel_regularizer"),
            config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"), config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name,
            config.Policy);
    }
}
