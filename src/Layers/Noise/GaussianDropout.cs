using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>In training, multiplies by normal random numbers of mean 1 and deviation <c>√(rate / (1 − rate))</c>, which is that of dropout;
/// otherwise does nothing.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/"/> (Srivastava et al., 2014).</remarks>
public sealed class GaussianDropout : Layer, ISavable<GaussianDropout>
{
    /// <summary>A layer that multiplies by noise.</summary>
    /// <param name="rate">What the rate of a dropout with the same deviation is, from 0 to 1; with 1 there is no such deviation, and
    /// training is refused.</param>
    /// <param name="seed">Makes this layer's noise differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>gaussian_dropout</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public GaussianDropout(double rate, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!(rate >= 0 && rate <= 1)) throw Throw.BadArgument(Name, nameof(rate), "from 0 to 1", rate);
        (Rate, NoiseSeed) = (rate, seed);
    }

    /// <summary>What the rate of a dropout with the same deviation is.</summary>
    public double Rate { get; }

    /// <summary>The seed; <see langword="null"/> for none of its own.</summary>
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
        if (Rate == 1) throw Throw.BadArgument(Name, "rate", "below 1 in training, where the noise has the deviation √(rate / (1 − rate))", Rate);
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
