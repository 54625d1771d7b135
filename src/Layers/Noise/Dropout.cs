using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that, in training, sets a random share of the inputs to 0 and scales the others by <c>1 / (1 − rate)</c>. Otherwise the
/// output is the input.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/dropout/"/> (Srivastava et al., 2014).</remarks>
public sealed class Dropout : Layer, ISavable<Dropout>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="rate">The share of inputs set to 0, from 0 to 1.</param>
    /// <param name="noiseShape">The sizes of the dropout pattern, with the batch first: 1 for an axis that shares one decision,
    /// <see langword="null"/> or the known size of the input for any other axis. <see langword="null"/>, the default, for the input's
    /// shape.</param>
    /// <param name="seed">A number that is combined with the seed of the training, so that layers with different numbers have different
    /// patterns; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>dropout</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="rate"/> is outside [0, 1].</exception>
    public Dropout(double rate, IReadOnlyList<long?>? noiseShape = null, long? seed = null, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!(rate >= 0 && rate <= 1)) throw Throw.BadArgument(Name, nameof(rate), "from 0 to 1", rate);
        Rate = rate;
        NoiseShape = noiseShape;
        NoiseSeed = seed;
    }

    /// <summary>The share of inputs set to 0.</summary>
    public double Rate { get; }

    /// <summary>The sizes of the dropout pattern; <see langword="null"/> for the input's shape.</summary>
    public IReadOnlyList<long?>? NoiseShape { get; }

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
        return !call.IsTraining || Rate == 0 ? x : call.Dropped(x, Rate, NoiseSizes(x), NoiseSeed);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("rate", Rate).Set("seed", NoiseSeed).Set("noise_shape", NoiseShape);
    }

    /// <inheritdoc/>
    public static Dropout FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Number("rate"), config.OptionalSizes("noise_shape"), config.OptionalInteger("seed"), config.Name, config.Policy);
    }

    // ShapeOf is applied to a tensor of these sizes, so that every size keeps its name and the graph knows which sizes are equal.
    private Value NoiseSizes(Value x)
    {
        if (NoiseShape is null) return ShapeOf(x);
        if (NoiseShape.Count != x.Shape.Rank) throw Throw.WrongRank(this, $"rank {NoiseShape.Count}, as its noiseShape has", x.Shape);
        for (var axis = 0; axis < NoiseShape.Count; axis++)
        {
            if (NoiseShape[axis] is not { } size || x.Shape[axis] == size) continue;
            if (size != 1) throw Throw.WrongNoise(this, axis, size, x.Shape);
            x = Unsqueeze(Gather(x, 0, axis), axis);
        }
        return ShapeOf(x);
    }
}
