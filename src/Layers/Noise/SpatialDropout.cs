using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>In training, sets whole channels of a row to 0 at random and scales the rest by <c>1 / (1 − rate)</c>; otherwise does
/// nothing.</summary>
/// <remarks>Neighbours in a picture or a series say nearly the same, so that dropping single ones takes little away
/// (Tompson et al., 2015). Source: <see href="https://keras.io/api/layers/regularization_layers/"/>.</remarks>
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

    /// <summary>The seed; <see langword="null"/> for none of its own.</summary>
    public long? NoiseSeed { get; }

    // Keras's classes take rate, seed, name and dtype, and refuse a file that says more.
    internal override bool SavesTrainable => false;

    internal override bool IsSavedWithItsShape => false;

    /// <summary>How many axes the input has.</summary>
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
        // Asked of a tensor that has those sizes, so that batch and channels keep their names.
        var pattern = Enumerable.Range(1, Rank - 1).Where(axis => axis != ChannelAxis).Aggregate(x, (rest, axis) => Unsqueeze(Gather(rest, 0, axis), axis));
        return call.Dropped(x, Rate, ShapeOf(pattern), NoiseSeed);
    }
}
