using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How the axes of projected inputs stand while heads attend: <c>(batch…, heads, steps, numbers)</c>, where several axes that
/// attention goes over are one.</summary>
/// <param name="rank">How many axes the inputs have, <c>(batch, …, features)</c>.</param>
/// <param name="axes">Those that attention goes over, counted from the front.</param>
internal sealed class AttentionHeads(int rank, int[] axes)
{
    // What is neither attended over nor a feature, the heads after them.
    private readonly int[] _leading = [.. AxisWeights.Others([.. axes, rank - 1], rank), rank - 1];

    /// <summary>How many axes attention goes over.</summary>
    public int AxisCount => axes.Length;

    private int[] Order => [.. _leading, .. axes, rank];

    /// <summary>A projection <c>(batch, …, heads, numbers)</c> with the axes in that order.</summary>
    public Value Of(Value projected) => IsInOrder ? projected : Transpose(projected, Order);

    /// <summary>The products of queries and keys: <c>(batch…, heads, T, S)</c>.</summary>
    public Value Scores(Value query, Value key) => MatMul(Joined(query), Transpose(Joined(key)));

    /// <summary>Means of values: <c>(batch, …, heads, numbers)</c>, as projections are.</summary>
    /// <param name="shares"><c>(batch…, heads, T, S)</c>.</param>
    /// <param name="value">As <see cref="Of"/> gives it.</param>
    /// <param name="query">As <see cref="Of"/> gives it.</param>
    public Value Weighted(Value shares, Value value, Value query)
    {
        var seen = MatMul(shares, Joined(value));
        if (axes.Length > 1) seen = Reshape(seen, Concat([AttentionScores.Sizes(query, 0, rank), AttentionScores.Sizes(value, rank, rank + 1)], 0));
        if (IsInOrder) return seen;
        var back = new int[rank + 1];
        for (var i = 0; i <= rank; i++) back[Order[i]] = i;
        return Transpose(seen, back);
    }

    /// <summary>Scores with an axis for each that attention goes over: <c>(batch…, heads, T…, S…)</c>.</summary>
    public Value Full(Value scores, Value query, Value key) => axes.Length == 1 ? scores : Reshape(scores, Sizes(query, key));

    /// <summary>A mask <c>(batch, T…, S…)</c>, with any other axes in front that scores have, as it broadcasts to scores.</summary>
    /// <exception cref="LayerException">It does not.</exception>
    public Value Aligned(Layer layer, Value mask, Value scores, Value query, Value key)
    {
        var (most, pairs) = (_leading.Length + 2 * axes.Length, 2 * axes.Length);
        if (mask.Shape.Rank < pairs || mask.Shape.Rank > most) throw Throw.WrongAttentionMask(layer, mask.Shape, scores.Shape);
        while (mask.Shape.Rank < most) mask = Unsqueeze(mask, mask.Shape.Rank - pairs);
        if (axes.Length > 1) mask = Reshape(Expand(mask, Sizes(query, key)), ShapeOf(scores));
        return Masks.Broadcasts(mask.Shape, scores.Shape) ? mask : throw Throw.WrongAttentionMask(layer, mask.Shape, scores.Shape);
    }

    private bool IsInOrder => Order.SequenceEqual(Enumerable.Range(0, rank + 1));

    private Value Sizes(Value query, Value key) => Concat([AttentionScores.Sizes(query, 0, rank), AttentionScores.Sizes(key, _leading.Length, rank)], 0);

    // The axes that attention goes over as one.
    private Value Joined(Value x) => axes.Length == 1 ? x : Reshape(x, [.. new long[_leading.Length], -1, x.Shape[^1].Size]);
}
