namespace Layers;

/// <summary>A layer that, in training, sets random whole channels of a series to 0 and scales the others by <c>1 / (1 − rate)</c>.
/// Otherwise the output is the input.</summary>
/// <remarks>Input and output are <c>(batch, steps, channels)</c>.
/// Source: <see href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/"/> (Tompson et al., 2015).</remarks>
public sealed class SpatialDropout1D : SpatialDropout, ISavable<SpatialDropout1D>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="rate">The share of channels set to 0, from 0 to 1.</param>
    /// <param name="seed">A number that is combined with the seed of the training, so that layers with different numbers have different
    /// patterns; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>spatial_dropout1d</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public SpatialDropout1D(double rate, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(rate, seed, name, dtype)
    {
    }

    private protected override int Rank => 3;

    private protected override int ChannelAxis => 2;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rate", Rate).Set("seed", NoiseSeed);
    }

    /// <inheritdoc/>
    public static SpatialDropout1D FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("rate"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }
}
