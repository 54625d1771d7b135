using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that combines inputs element by element, with broadcasting.</summary>
/// <remarks>Where ranks differ, axes of size 1 are put after the batch of the smaller ones, as Keras does. Where types differ, all become
/// the one that holds them: with floats among them floats; <c>uint8</c> and <c>int8</c> are merged as <c>int16</c>.</remarks>
public abstract class ElementwiseMerge : MergeLayer
{
    private protected ElementwiseMerge(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <summary>Whether what a mask does not count has no part in the result.</summary>
    private protected virtual bool LeavesOutMasked => false;

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs) => Merged(inputs, Combine);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        if (!LeavesOutMasked || inputs.All(x => call.MaskOf(x) is null)) return base.CallMany(inputs, call);
        // As in Keras, an input that gets axes loses its mask.
        var rank = inputs.Max(input => input.Shape.Rank);
        Value?[] masks = [.. inputs.Select(x => x.Shape.Rank == rank && call.MaskOf(x) is { } mask ? Masks.OverFeatures(this, x, mask) : null)];
        return [Merged(inputs, aligned => CombineMasked(aligned, masks))];
    }

    /// <summary>The formula for inputs of one rank and one type.</summary>
    /// <param name="inputs">One or more; of one alone, Keras gives itself.</param>
    private protected abstract Value Combine(IReadOnlyList<Value> inputs);

    /// <summary>The formula where <see cref="LeavesOutMasked"/> and an input has a mask.</summary>
    /// <param name="inputs">One or more.</param>
    /// <param name="masks">Of each, in its rank; null for none.</param>
    private protected virtual Value CombineMasked(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks) => throw Throw.Bug($"{this} has no formula for masks.");

    /// <summary>The larger or the smaller of inputs, each of which counts where its mask does.</summary>
    /// <remarks>As Keras does it, which 3.3 did not yet: one after another, with what there is in place of what does not count.</remarks>
    private protected static Value Fold(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks, Func<Value, Value, Value> combine)
    {
        var (result, mask) = (inputs[0], masks[0]);
        for (var i = 1; i < inputs.Count; i++)
        {
            var x = masks[i] is { } own ? Where(own, inputs[i], result) : inputs[i];
            if (mask is not null) result = Where(mask, result, x);
            mask = mask is not null && masks[i] is { } next ? Or(mask, next) : null;
            result = combine(result, x);
        }
        return result;
    }

    private static Value Merged(IReadOnlyList<Value> inputs, Func<Value[], Value> combine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var rank = inputs.Max(input => input.Shape.Rank);
        var type = Promotion.Of(inputs);
        return Promotion.In(type, inputs.Select(input => input.Shape.Rank == rank ? input : Unsqueeze(input, [.. Enumerable.Range(1, rank - input.Shape.Rank)])), combine);
    }
}
