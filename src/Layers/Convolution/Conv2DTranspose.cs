namespace Layers;

/// <summary>A transposed convolution over images. It multiplies each element of the input by the kernel, places the products under the
/// window, and adds products at the same position. It is used to make images larger.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, new height, new width, filters)</c>; with channels first, the
/// channels are on axis 1 of both. With <c>span = dilationRate · (kernelSize − 1) + 1</c>, a new size is <c>(size − 1) · strides +
/// max(span, strides)</c> under <see cref="Padding.Valid"/> and <c>size · strides</c> under <see cref="Padding.Same"/>; with
/// <c>outputPadding</c> it is <c>(size − 1) · strides + span + outputPadding</c> under <see cref="Padding.Valid"/> and <c>(size − 1) ·
/// strides + span mod 2 + outputPadding</c> under <see cref="Padding.Same"/>. A float64 layer convolves in float32. Source:
/// <see href="https://keras.io/api/layers/convolution_layers/convolution2d_transpose/"/>.</remarks>
public sealed class Conv2DTranspose : TransposedConvolution, ISavable<Conv2DTranspose>
{
    /// <summary>Creates a transposed convolution over images.</summary>
    /// <param name="filters">The number of output channels, 1 or more.</param>
    /// <param name="kernelSize">The size of the window along height and width, 1 or more.</param>
    /// <param name="strides">The stride, the distance in the output between the results of neighbouring input positions; default 1.</param>
    /// <param name="padding">The part of the result that the layer returns: <see cref="Padding.Valid"/>, the default, for the whole result,
    /// or <see cref="Padding.Same"/> for its middle.</param>
    /// <param name="outputPadding">The extra size at the end of the output, from 0 to below the stride; <see langword="null"/> for Keras's
    /// choice. Releases of Keras before 3.13 do not keep the setting in files.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="dilationRate">The dilation rate, the distance between the window's elements; default 1.</param>
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
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>conv2d_transpose</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size, a stride, a rate or the number of filters is less than 1, <paramref name="outputPadding"/>
    /// is below 0 or not below the stride, strides and dilation are both more than 1, or padding is causal.</exception>
    public Conv2DTranspose(int filters, Size2D kernelSize, Size2D? strides = null, Padding padding = Padding.Valid,
        Size2D? outputPadding = null, DataFormat dataFormat = DataFormat.ChannelsLast,
        Size2D? dilationRate = null, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
            Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            WeightConstraint? kernelConstraint = null,
        WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(filters, kernelSize.ToArray(), (strides ?? 1).ToArray(), padding, outputPadding?.ToArray(), dataFormat,
            (dilationRate ?? 1).ToArray(), activation, useBias, kernelInitializer, biasInitializer,
            kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, name, dtype)
    {
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WriteConvolution(config);

    /// <inheritdoc/>
    public static Conv2DTranspose FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("filters"), config.Size2D("kernel_size"), config.Size2D("strides", 1), config.Padding(),
            config.Has("output_padding") ? config.Size2D("output_padding") : null, config.DataFormat("data_format"),
            config.Size2D("dilation_rate", 1), config.Activation("activation"), config.Flag("use_bias", true),
                config.Initializer("kernel_initializer", Initializer.GlorotUniform),
            config.Initializer("bias_initializer", Initializer.Zeros), config.Regularizer("kernel_regularizer"),
                config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
