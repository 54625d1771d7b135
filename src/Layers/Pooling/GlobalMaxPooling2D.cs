namespace Layers;

/// <summary>A layer that computes the maximum of each channel over all pixels.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, channels)</c>, or <c>(batch, 1, 1, channels)</c> with
/// <c>keepDims</c>; with channels first, the channels are on axis 1 of both. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/"/>.</remarks>
public sealed class GlobalMaxPooling2D : GlobalPoolingLayer, ISavable<GlobalMaxPooling2D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="keepDims">Whether the reduced axes are kept with size 1; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>global_max_pooling2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public GlobalMaxPooling2D(DataFormat dataFormat = DataFormat.ChannelsLast, bool keepDims = false, string? name = null,
        DTypePolicy? dtype = null)
        : base(2, dataFormat, keepDims, name, dtype)
    {
    }

    private protected override Value Pooled(Value x, int[] axes) => Largest(x, axes);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static GlobalMaxPooling2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.DataFormat("data_format"), config.Flag("keepdims", false), config.Name, config.Policy);
    }
}
