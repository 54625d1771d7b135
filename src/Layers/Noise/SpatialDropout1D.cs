namespace Layers;

/// <summary>In training, sets whole channels of a series to 0 at random and scales the rest by <c>1 / (1 − rate)</c>; otherwise does
/// nothing.</summary>
/// <remarks>Input and output <c>(batch, steps, channels)</c>.
/// Source: <see href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/"/> (Tompson et al., 2015).</remarks>
public sealed class SpatialDropout1D : SpatialDropout, ISavable<SpatialDropout1D>
{
    /// <summary>A layer that drops channels.</summary>
    /// <param name="rate">The share of channels set to 0, from 0 to 1.</param>
    /// <param name="seed">Makes this layer's pattern differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>spatial_dropout1d</c>, numbered.</param>
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
