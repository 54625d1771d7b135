using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Conversions of projected inputs to the axes of attention by heads, <c>(batch…, heads, steps, numbers)</c>, and back. Several
/// attention axes are merged into the axis of steps.</summary>
/// <param name="rank">The rank of the inputs, <c>(batch, …, features)</c>.</param>
/// <param name="axes">The attention axes, counted from the front.</param>
internal sealed class AttentionHeads(int rank, int[] axes)
{
    // All axes but the attention axes and the features, and then the axis of the heads.
    private readonly int[] _leading = [.. AxisWeights.Others([.. axes, rank - 1], rank), rank - 1];

    /// <summary>The number of attention axes.</summary>
    public int AxisCount => axes.Length;

    private int[] Order => [.. _leading, .. axes, rank];

    /// <summary>Returns a projection <c>(batch, …, heads, numbers)</c> with the axes in the order of attention.</summary>
    public Value Of(Value projected) => IsInOrder ? projected : Transpose(projected, Order);

    /// <summary>Returns the products of queries and keys: <c>(batch…, heads, T, S)</c>.</summary>
    public Value Scores(Value query, Value key) => MatMul(Joined(query), Transpose(Joined(key)));

    /// <summary>Returns weighted means of the values with the axes of projections: <c>(batch, …, heads, numbers)</c>.</summary>
    /// <param name="shares">The weights, <c>(batch…, heads, T, S)</c>.</param>
    /// <param name="value">The values, as <see cref="Of"/> returns them.</param>
    /// <param name="query">The queries, as <see cref="Of"/> returns them.</param>
    public Value Weighted(Value shares, Value value, Value query)
    {
        var attended = MatMul(shares, Joined(value));
        if (axes.Length > 1)
            attended = Reshape(attended, Concat([AttentionScores.Sizes(query, 0, rank), AttentionScores.Sizes(value, rank, rank + 1)], 0));
        if (IsInOrder) return attended;
        var back = new int[rank + 1];
        for (var i = 0; i <= rank; i++) back[Order[i]] = i;
        return Transpose(attended, back);
    }

    /// <summary>Returns scores with the merged axes separate again: <c>(batch…, heads, T…, S…)</c>.</summary>
    public Value Full(Value scores, Value query, Value key) => axes.Length == 1 ? scores : Reshape(scores, Sizes(query, key));

    /// <summary>Returns a mask <c>(batch, T…, S…)</c>, which may have the other leading axes of scores, in a shape that broadcasts to
    /// scores.</summary>
    /// <exception cref="LayerException">The mask does not broadcast to the scores.</exception>
    public Value Aligned(Layer layer, Value mask, Value scores, Value query, Value key)
    {
        var (most, pairs) = (_leading.Length + 2 * axes.Length, 2 * axes.Length);
        if (mask.Shape.Rank < pairs || mask.Shape.Rank > most) throw Throw.WrongAttentionMask(layer, mask.Shape, scores.Shape);
        while (mask.Shape.Rank < most) mask = Unsqueeze(mask, mask.Shape.Rank - pairs);
        if (axes.Length > 1) mask = Reshape(Expand(mask, Sizes(query, key)), ShapeOf(scores));
        return Masks.Broadcasts(mask.Shape, scores.Shape) ? mask : throw Throw.WrongAttentionMask(layer, mask.Shape, scores.Shape);
    }

    private bool IsInOrder => Order.SequenceEqual(Enumerable.Range(0, rank + 1));

    private Value Sizes(Value query, Value key) =>
        Concat([AttentionScores.Sizes(query, 0, rank), AttentionScores.Sizes(key, _leading.Length, rank)], 0);

    // Merges the attention axes.
    private Value Joined(Value x) => axes.Length == 1 ? x : Reshape(x, [.. new long[_leading.Length], -1, x.Shape[^1].Size]);
}
