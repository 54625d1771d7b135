using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that, in training, multiplies by normal random numbers of mean 1 and deviation <c>√(rate / (1 − rate))</c>, the
/// deviation of dropout. Otherwise the output is the input.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/"/> (Srivastava et al., 2014).</remarks>
public sealed class GaussianDropout : Layer, ISavable<GaussianDropout>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="rate">The rate of a dropout with the same deviation, from 0 to 1. For 1 the deviation is infinite, and training
    /// throws.</param>
    /// <param name="seed">A number that is combined with the seed of the training, so that layers with different numbers have different
    /// noise; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>gaussian_dropout</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public GaussianDropout(double rate, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!(rate >= 0 && rate <= 1)) throw Throw.BadArgument(Name, nameof(rate), "from 0 to 1", rate);
        (Rate, NoiseSeed) = (rate, seed);
    }

    /// <summary>The rate of a dropout with the same deviation.</summary>
    public double Rate { get; }

    /// <summary>The seed of the layer; <see langword="null"/> for none.</summary>
    public long? NoiseSeed { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x) => x;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (!call.IsTraining || Rate == 0) return x;
        if (Rate == 1)
            throw Throw.BadArgument(
                Name, "rate", "below 1 in training, because the deviation of the noise is √(rate / (1 − rate))", Rate);
        var noise = 1 + Math.Sqrt(Rate / (1 - Rate)) * Cast(call.RandomNormal(ShapeOf(x), NoiseSeed), Policy.ArithmeticType);
        return Cast(x, Policy.ArithmeticType) * noise;
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rate", Rate).Set("seed", NoiseSeed);
    }

    /// <inheritdoc/>
    public static GaussianDropout FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("rate"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }
}
