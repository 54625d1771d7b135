namespace Layers;

/// <summary>In training, sets whole channels of a volume to 0 at random and scales the rest by <c>1 / (1 − rate)</c>; otherwise does
/// nothing.</summary>
/// <remarks>Input and output <c>(batch, depth, height, width, channels)</c>, or <c>(batch, channels, depth, height, width)</c> with
/// channels first. Source: <see href="https://keras.io/api/layers/regularization_layers/spatial_dropout3d/"/> (Tompson et al.,
/// 2015).</remarks>
public sealed class SpatialDropout3D : SpatialDropout, ISavable<SpatialDropout3D>
{
    /// <summary>A layer that drops channels.</summary>
    /// <param name="rate">The share of channels set to 0, from 0 to 1.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="seed">Makes this layer's pattern differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>spatial_dropout3d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public SpatialDropout3D(double rate, DataFormat dataFormat = DataFormat.ChannelsLast, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(rate, seed, name, dtype) => DataFormat = dataFormat;

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    private protected override int Rank => 5;

    private protected override int ChannelAxis => DataFormat == DataFormat.ChannelsFirst ? 1 : 4;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rate", Rate).Set("seed", NoiseSeed).Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static SpatialDropout3D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("rate"), config.DataFormat("data_format"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }
}
