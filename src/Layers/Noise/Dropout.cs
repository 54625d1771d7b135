using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>In training, sets a random share of the inputs to 0 and scales the rest by <c>1 / (1 − rate)</c>; otherwise does
/// nothing.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape. Source:
/// <see href="https://keras.io/api/layers/regularization_layers/dropout/"/> (Srivastava et al., 2014).</remarks>
public sealed class Dropout : Layer, ISavable<Dropout>
{
    /// <summary>A layer that drops.</summary>
    /// <param name="rate">The share of inputs set to 0, from 0 to 1.</param>
    /// <param name="noiseShape">Sizes of the pattern of what is dropped, with the batch first: 1 where an axis shares one decision,
    /// <see langword="null"/> or the known size of the input where it does not; <see langword="null"/> as a whole for the input's
    /// shape.</param>
    /// <param name="seed">Makes this layer's pattern differ from that of a layer with another seed; the training's seed owns both.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>dropout</c>, numbered.</param>
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

    /// <summary>Sizes of the pattern of what is dropped; <see langword="null"/> for the input's shape.</summary>
    public IReadOnlyList<long?>? NoiseShape { get; }

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

    // Asked of a tensor that has those sizes, so that every size keeps its name and the graph knows which are equal.
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
