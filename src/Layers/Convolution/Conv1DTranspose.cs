namespace Layers;

/// <summary>The transpose of a convolution over time series: each place of the input is spread under the window by the kernel, and what
/// meets is added up; used to make time series longer.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c>, output <c>(batch, new steps, filters)</c>; with channels first, the channels stand on
/// axis 1 of both. With <c>span = dilationRate · (kernelSize − 1) + 1</c>, a new size is <c>(size − 1) · strides + max(span, strides)</c>
/// under <see cref="Padding.Valid"/> and <c>size · strides</c> under <see cref="Padding.Same"/>; with <c>outputPadding</c> it is <c>(size −
/// 1) · strides + span + outputPadding</c> or <c>(size − 1) · strides + span mod 2 + outputPadding</c>. A float64 layer convolves with
/// float32's digits. Source: <see href="https://keras.io/api/layers/convolution_layers/convolution1d_transpose/"/>.</remarks>
public sealed class Conv1DTranspose : TransposedConvolution, ISavable<Conv1DTranspose>
{
    /// <summary>A transposed convolution over time series.</summary>
    /// <param name="filters">How many channels come out, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along time, 1 or more.</param>
    /// <param name="strides">How far apart the places of the input are in the output; default 1.</param>
    /// <param name="padding">Whether the whole sum comes out (<see cref="Padding.Valid"/>, the default) or its middle
    /// (<see cref="Padding.Same"/>).</param>
    /// <param name="outputPadding">What the output has more at its end, from 0 to below the stride; <see langword="null"/> for Keras's
    /// choice. Keras before 3.13 does not keep it in files.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="dilationRate">How far apart the window's elements are; default 1.</param>
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
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>conv1d_transpose</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, the padding of the output is not below the stride,
    /// strides and dilation are both more than 1, or padding is causal.</exception>
    public Conv1DTranspose(int filters, int kernelSize, int strides = 1, Padding padding = Padding.Valid, int? outputPadding = null, DataFormat dataFormat = DataFormat.ChannelsLast,
        int dilationRate = 1, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(filters, [kernelSize], [strides], padding, outputPadding is { } more ? [more] : null, dataFormat, [dilationRate], activation, useBias, kernelInitializer, biasInitializer,
            kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv1DTranspose FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Sizes("kernel_size", 1)[0], config.OptionalSizes("strides", 1)?[0] ?? 1, config.Padding(), config.OptionalSizes("output_padding", 1)?[0], config.DataFormat("data_format"),
            config.OptionalSizes("dilation_rate", 1)?[0] ?? 1, config.Activation("activation"), config.Flag("use_bias", true), config.Initializer("kernel_initializer", Initializer.GlorotUniform),
            config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
