using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Which places attention may look at, and by how much it looks.</summary>
internal static class AttentionScores
{
    /// <summary>For each step of the queries, the steps of the values that are not after it: true at <c>[i, j]</c> where <c>j ≤
    /// i</c>.</summary>
    /// <param name="scores"><c>(…, queries, values)</c>.</param>
    /// <returns><c>(1, …, queries, values)</c>.</returns>
    public static Value Causal(Value scores) => GreaterOrEqual(Places(scores, -2), Places(scores, -1));

    /// <summary>For each step of the queries, the steps of the values that are near: true at <c>[i, j]</c> where <c>|i − j|</c> is less
    /// than the window.</summary>
    /// <param name="scores"><c>(…, queries, values)</c>.</param>
    /// <param name="window">1 or more.</param>
    public static Value Near(Value scores, int window) => Abs(Places(scores, -2) - Places(scores, -1)) < window;

    /// <summary>A share of the scores dropped, and the rest scaled up, in training alone.</summary>
    public static Value Dropped(Value scores, double rate, long? seed, CallContext call) =>
        !call.IsTraining || rate == 0 ? scores : call.Dropped(scores, rate, ShapeOf(scores), seed);

    /// <summary>The sizes of some axes in a row, which keep their names.</summary>
    public static Value Sizes(Value x, int from, int to) => Gather(ShapeOf(x), Constant(Enumerable.Range(from, to - from).Select(axis => (long)axis).ToArray()));

    // Counted from 1 along one axis, of size 1 along all others. Of a size that is asked of the scores, so that it keeps its name.
    private static Value Places(Value scores, int axis)
    {
        var at = scores.Shape.Rank + axis;
        var sizes = Enumerable.Range(0, scores.Shape.Rank).Select(other => other == at ? Sizes(scores, at, at + 1) : Constant(new long[] { 1 }));
        return CumSum(Expand(Constant(TensorData.Scalar(1f)), Concat([.. sizes], 0)), at);
    }
}
