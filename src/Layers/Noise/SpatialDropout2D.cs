namespace Layers;

/// <summary>A layer that, in training, sets random whole channels of an image to 0 and scales the others by <c>1 / (1 − rate)</c>.
/// Otherwise the output is the input.</summary>
/// <remarks>Input and output are <c>(batch, height, width, channels)</c>, or <c>(batch, channels, height, width)</c> with channels first.
/// Source: <see href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/"/> (Tompson et al., 2015).</remarks>
public sealed class SpatialDropout2D : SpatialDropout, ISavable<SpatialDropout2D>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="rate">The share of channels set to 0, from 0 to 1.</param>
    /// <param name="dataFormat">The position of the channels; default last.</param>
    /// <param name="seed">A number that is combined with the seed of the training, so that layers with different numbers have different
    /// patterns; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>spatial_dropout2d</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public SpatialDropout2D(double rate, DataFormat dataFormat = DataFormat.ChannelsLast, long? seed = null, string? name = null,
        DTypePolicy? dtype = null)
        : base(rate, seed, name, dtype) => DataFormat = dataFormat;

    /// <summary>The position of the channels.</summary>
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
