using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that combines inputs element by element, with broadcasting.</summary>
/// <remarks>Where ranks differ, axes of size 1 are put after the batch of the smaller ones, as Keras does. Where types differ, all become the one that holds them: with floats among
/// them floats; <c>uint8</c> and <c>int8</c> are merged as <c>int16</c>.</remarks>
public abstract class ElementwiseMerge : MergeLayer
{
    private protected ElementwiseMerge(string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
    }

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var rank = inputs.Max(input => input.Shape.Rank);
        var type = Promotion.Of(inputs);
        return Promotion.In(type, inputs.Select(input => input.Shape.Rank == rank ? input : Unsqueeze(input, [.. Enumerable.Range(1, rank - input.Shape.Rank)])), Combine);
    }

    /// <summary>The formula for inputs of one rank and one type.</summary>
    /// <param name="inputs">One or more; of one alone, Keras gives itself.</param>
    private protected abstract Value Combine(IReadOnlyList<Value> inputs);
}
