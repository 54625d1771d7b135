namespace Layers;

/// <summary>A layer that computes the mean of each channel over all pixels.</summary>
/// <remarks>Input <c>(batch, height, width, channels)</c>, output <c>(batch, channels)</c>, or <c>(batch, 1, 1, channels)</c> with
/// <c>keepDims</c>; with channels first, the channels are on axis 1 of both. The mean of no pixels is NaN. Source:
/// <see href="https://keras.io/api/layers/pooling_layers/global_average_pooling2d/"/>.</remarks>
public sealed class GlobalAveragePooling2D : GlobalPoolingLayer, ISavable<GlobalAveragePooling2D>
{
    /// <summary>Creates a pooling layer.</summary>
    /// <param name="dataFormat">The position of the channel axis; default last.</param>
    /// <param name="keepDims">Whether the reduced axes are kept with size 1; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>global_average_pooling2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public GlobalAveragePooling2D(DataFormat dataFormat = DataFormat.ChannelsLast, bool keepDims = false, string? name = null,
        DTypePolicy? dtype = null)
        : base(2, dataFormat, keepDims, name, dtype)
    {
    }

    private protected override Value Pooled(Value x, int[] axes) => Mean(x, axes);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config) => WritePooling(config);

    /// <inheritdoc/>
    public static GlobalAveragePooling2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.DataFormat("data_format"), config.Flag("keepdims", false), config.Name, config.Policy);
    }
}
