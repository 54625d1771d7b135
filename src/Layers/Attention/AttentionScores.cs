using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Masks and dropout of attention scores.</summary>
internal static class AttentionScores
{
    /// <summary>Returns a mask that is true if the step of the value is not after the step of the query: at <c>[i, j]</c> if <c>j ≤
    /// i</c>.</summary>
    /// <param name="scores">The scores, <c>(…, queries, values)</c>.</param>
    /// <returns>The mask, <c>(1, …, queries, values)</c>.</returns>
    public static Value Causal(Value scores) => GreaterOrEqual(Places(scores, -2), Places(scores, -1));

    /// <summary>Returns a mask that is true if the steps of the query and of the value are close: at <c>[i, j]</c> if <c>|i − j|</c> is
    /// less than the window.</summary>
    /// <param name="scores">The scores, <c>(…, queries, values)</c>.</param>
    /// <param name="window">The size of the window, 1 or more.</param>
    public static Value Near(Value scores, int window) => Abs(Places(scores, -2) - Places(scores, -1)) < window;

    /// <summary>Returns the scores; in training with a random share set to 0 and the rest scaled up.</summary>
    public static Value Dropped(Value scores, double rate, long? seed, CallContext call) =>
        !call.IsTraining || rate == 0 ? scores : call.Dropped(scores, rate, ShapeOf(scores), seed);

    /// <summary>Returns the sizes of consecutive axes. Unknown sizes keep their names.</summary>
    public static Value Sizes(Value x, int from, int to) =>
        Gather(ShapeOf(x), Constant(Enumerable.Range(from, to - from).Select(axis => (long)axis).ToArray()));

    // Positions counted from 1 along one axis, with size 1 on all others. The size is read from the scores, so that it keeps its name.
    private static Value Places(Value scores, int axis)
    {
        var at = scores.Shape.Rank + axis;
        var sizes = Enumerable.Range(0, scores.Shape.Rank)
            .Select(other => other == at ? Sizes(scores, at, at + 1) : Constant(new long[] { 1 }));
        return CumSum(Expand(Constant(TensorData.Scalar(1f)), Concat([.. sizes], 0)), at);
    }
}
