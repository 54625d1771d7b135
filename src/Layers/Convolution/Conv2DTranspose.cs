namespace Layers;

/// <summary>The transpose of a convolution over images: each place of the input is spread under the window by the kernel, and what meets is
/// added up; used to make images larger.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, filters)</c>; with channels first, the
/// channels stand on axis 1 of both. With <c>span = dilationRate · (kernelSize − 1) + 1</c>, a new size is <c>(size − 1) · strides +
/// max(span, strides)</c> under <see cref="Padding.Valid"/> and <c>size · strides</c> under <see cref="Padding.Same"/>; with
/// <c>outputPadding</c> it is <c>(size − 1) · strides + span + outputPadding</c> or <c>(size − 1) · strides + span mod 2 +
/// outputPadding</c>. A float64 layer convolves with float32's digits. Source:
/// <see href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/"/>.</remarks>
public sealed class Conv2DTranspose : TransposedConvolution, ISavable<Conv2DTranspose>
{
    /// <summary>A transposed convolution over images.</summary>
    /// <param name="filters">How many channels come out, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
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
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>conv2d_transpose</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, stride, rate or number is less than 1, the padding of the output is not below the stride,
    /// strides and dilation are both more than 1, or padding is causal.</exception>
    public Conv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid, Size2D? outputPadding = null, DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(filters, kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, outputPadding?.ToArray(), dataFormat, (dilationRate ?? 1).ToArray(), activation, useBias, kernelInitializer, biasInitializer,
            kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv2DTranspose FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(), config.Has("output_padding") ? config.Size2D("output_padding") : null, config.DataFormat("data_format"),
            config.Size2D("dilation_rate", 1), config.Activation("activation"), config.Flag("use_bias", true), config.Initializer("kernel_initializer", Initializer.GlorotUniform),
            config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
