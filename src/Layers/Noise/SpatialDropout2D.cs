namespace Layers;

/// <summary>In training, sets whole channels of an image to 0 at random and scales the rest by <c>1 / (1 − rate)</c>; otherwise does
/// nothing.</summary>
/// <remarks>Input and output <c>(batch, height, width, channels)</c>, or <c>(batch, channels, height, width)</c> with channels first.
/// Source: <see href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/"/> (Tompson et al., 2015).</remarks>
public sealed class SpatialDropout2D : SpatialDropout, ISavable<SpatialDropout2D>
{
    /// <summary>A layer that drops channels.</summary>
    /// <param name="rate">The share of channels set to 0, from 0 to 1.</param>
    /// <param name="dataFormat">Where the channels are; default last.</param>
    /// <param name="seed">Makes this layer's pattern differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>spatial_dropout2d</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public SpatialDropout2D(double rate, DataFormat dataFormat = DataFormat.ChannelsLast, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(rate, seed, name, dtype) => DataFormat = dataFormat;

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    private protected override int Rank => 4;

    private protected override int ChannelAxis => DataFormat == DataFormat.ChannelsFirst ? 1 : 3;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rate", Rate).Set("seed", NoiseSeed).Set("data_format", DataFormats.Name(DataFormat));
    }

    /// <inheritdoc/>
    public static SpatialDropout2D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("rate"), config.DataFormat("data_format"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }
}
