namespace Layers;

/// <summary>A layer that computes the maximum of each channel in a fixed number of windows along time, for time series of any
/// length.</summary>
/// <remarks>Input <c>(batch, steps, channels)</c> with known sizes, output <c>(batch, outputSize, channels)</c>; with channels first, the
/// channels are on axis 1 of both. Keras has the layer since 3.13. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling1d/"/>.</remarks>
public sealed class AdaptiveMaxPooling1D : AdaptivePoolingLayer, ISavable<AdaptiveMaxPooling1D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="outputSize">The number of windows along time, 1 or more.</param>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>adaptive_max_pooling1d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A size is less than 1.</exception>
    public AdaptiveMaxPooling1D(int outputSize, DataFormat dataFormat = DataFormat.ChannelsLast, string? name = null,
        DTypePolicy? dtype = null)
        : base([outputSize], dataFormat, name, dtype)
    {
    }

    private protected override Value Reduce(Value elements, int axis, Value counts) => Largest(elements, axis);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static AdaptiveMaxPooling1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Sizes("output_size", 1)[0], config.DataFormat("data_format"), config.Name, config.Policy);
    }
}
