using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that, in training, adds normal random numbers of mean 0. Otherwise the output is the input.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/gaussian_noise/"/>.</remarks>
public sealed class GaussianNoise : Layer, ISavable<GaussianNoise>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="stddev">The standard deviation of the noise, from 0 to 1.</param>
    /// <param name="seed">A number that is combined with the seed of the training, so that layers with different numbers have different
    /// noise; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>gaussian_noise</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="stddev"/> is outside [0, 1].</exception>
    public GaussianNoise(double stddev, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!(stddev >= 0 && stddev <= 1)) throw Throw.BadArgument(Name, nameof(stddev), "from 0 to 1", stddev);
        (Stddev, NoiseSeed) = (stddev, seed);
    }

    /// <summary>The standard deviation of the noise.</summary>
    public double Stddev { get; }

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
        return !call.IsTraining || Stddev == 0
            ? x : Cast(x, Policy.ArithmeticType) + Stddev * Cast(call.RandomNormal(ShapeOf(x), NoiseSeed), Policy.ArithmeticType);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("stddev", Stddev).Set("seed", NoiseSeed);
    }

    /// <inheritdoc/>
    public static GaussianNoise FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("stddev"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }
}
