using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that, in training, set random whole channels of a row to 0 and scale the others by <c>1 / (1 −
/// rate)</c>. Otherwise the output is the input.</summary>
/// <remarks>Neighbours in an image or a series have nearly the same values, so dropping single elements removes little information (Tompson
/// et al., 2015). Source: <see href="https://keras.io/api/layers/regularization_layers/"/>.</remarks>
public abstract class SpatialDropout : Layer
{
    private protected SpatialDropout(double rate, long? seed, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!(rate >= 0 && rate <= 1)) throw Throw.BadArgument(Name, nameof(rate), "from 0 to 1", rate);
        (Rate, NoiseSeed) = (rate, seed);
    }

    /// <summary>The share of channels set to 0.</summary>
    public double Rate { get; }

    /// <summary>The seed of the layer; <see langword="null"/> for none.</summary>
    public long? NoiseSeed { get; }

    // Keras's classes take rate, seed, name and dtype, and refuse a file with other settings.
    internal override bool SavesTrainable => false;

    internal override bool IsSavedWithItsShape => false;

    /// <summary>The rank of the input.</summary>
    private protected abstract int Rank { get; }

    /// <summary>The axis of the channels.</summary>
    private protected abstract int ChannelAxis { get; }

    /// <inheritdoc/>
    protected sealed override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected sealed override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.Rank == Rank ? x : throw Throw.WrongRank(this, $"rank {Rank}", x.Shape);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (!call.IsTraining) return Call(x);
        x = Call(x);
        if (Rate == 0) return x;
        // ShapeOf is applied to a tensor of these sizes, so that batch and channels keep their names.
        var pattern = Enumerable.Range(1, Rank - 1).Where(axis => axis != ChannelAxis)
            .Aggregate(x, (rest, axis) => Unsqueeze(Gather(rest, 0, axis), axis));
        return call.Dropped(x, Rate, ShapeOf(pattern), NoiseSeed);
    }
}
