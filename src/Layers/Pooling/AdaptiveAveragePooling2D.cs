namespace Layers;

/// <summary>A layer that computes the mean of each channel in a fixed number of windows along height and width, for images of any
/// size.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c> with known sizes, output <c>(batch, outputSize, outputSize, channels)</c>; with
/// channels first, the channels are on axis 1 of both. Keras has the layer since 3.13. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling2d/"/>.</remarks>
public sealed class AdaptiveAveragePooling2D : AdaptivePoolingLayer, ISavable<AdaptiveAveragePooling2D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="outputSize">The number of windows along height and width, 1 or more.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>adaptive_average_pooling2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1.</exception>
    public AdaptiveAveragePooling2D(Size2D outputSize, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(outputSize.ToArray(), dataFormat, name, dtype)
    {
    }

    private protected override Value Reduce(Value elements, int axis, Value counts) => Mean(elements, axis, counts);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static AdaptiveAveragePooling2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size2D("output_size"), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
