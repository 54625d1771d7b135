using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of layers that combine inputs element by element, with broadcasting.</summary>
/// <remarks>If ranks differ, axes of size 1 are inserted after the batch of the inputs of smaller rank, as in Keras. If types differ, all
/// inputs are cast to a type that can hold them: a float type if one of them is a float; <c>int16</c> for <c>uint8</c> and
/// <c>int8</c>.</remarks>
public abstract class ElementwiseMerge : MergeLayer
{
    private protected ElementwiseMerge(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <summary>Whether masked steps have no effect on the result.</summary>
    private protected virtual bool LeavesOutMasked => false;

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs) => Merged(inputs, Combine);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        if (!LeavesOutMasked || inputs.All(x => call.MaskOf(x) is null)) return base.CallMany(inputs, call);
        // As in Keras, the mask of an input that gets more axes is ignored.
        var rank = inputs.Max(input => input.Shape.Rank);
        Value?[] masks = [.. inputs.Select(x => x.Shape.Rank == rank && call.MaskOf(x) is { } mask
            ? Masks.OverFeatures(this, x, mask) : null)];
        return [Merged(inputs, aligned => CombineMasked(aligned, masks))];
    }

    /// <summary>Adds the formula for inputs of one rank and one type to the graph.</summary>
    /// <param name="inputs">The inputs, one or more. As in Keras, the result of a single input is that input.</param>
    private protected abstract Value Combine(IReadOnlyList<Value> inputs);

    /// <summary>Adds the formula to the graph if <see cref="LeavesOutMasked"/> is true and an input has a mask.</summary>
    /// <param name="inputs">The inputs, one or more.</param>
    /// <param name="masks">The mask of each input, in the rank of the inputs; null for none.</param>
    private protected virtual Value CombineMasked(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks) =>
        throw Throw.Bug($"{this} has no formula for masks.");

    /// <summary>Combines inputs with a maximum or a minimum, without their masked steps.</summary>
    /// <remarks>As in Keras after 3.3, inputs are combined one after another, and masked steps are replaced by the result so far.</remarks>
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
        return Promotion.In(type, inputs.Select(input => input.Shape.Rank == rank
            ? input : Unsqueeze(input, [.. Enumerable.Range(1, rank - input.Shape.Rank)])), combine);
    }
}
