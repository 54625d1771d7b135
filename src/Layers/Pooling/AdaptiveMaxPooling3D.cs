namespace Layers;

/// <summary>A layer that computes the maximum of each channel in a fixed number of windows along depth, height and width, for volumes of
/// any size.</summary>
/// <remarks>Input <c>(batch, depth, height, width, channels)</c> with known sizes, output <c>(batch, outputSize, outputSize, outputSize,
/// channels)</c>; with channels first, the channels are on axis 1 of both. Keras has the layer since 3.13. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling3d/"/>.</remarks>
public sealed class AdaptiveMaxPooling3D : AdaptivePoolingLayer, ISavable<AdaptiveMaxPooling3D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="outputSize">The number of windows along depth, height and width, 1 or more.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>adaptive_max_pooling3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1.</exception>
    public AdaptiveMaxPooling3D(Size3D outputSize, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base(outputSize.ToArray(), dataFormat, name, dtype)
    {
    }

    private protected override Value Reduce(Value elements, int axis, Value counts) => Largest(elements, axis);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static AdaptiveMaxPooling3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Size3D("output_size"), config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
