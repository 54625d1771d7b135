namespace Layers;

/// <summary>Recognizes formulas of several operators in a graph. From the last operators of a candidate, its input is found; then the
/// formula is built again from that input and compared.</summary>
internal static class StockPatterns
{
    /// <summary>Returns x if the value is <see cref="StableMath.Log1p"/> of x; null otherwise. A compiler that reorders sums would lose the
    /// digits that this formula keeps.</summary>
    public static Value? Log1p(Value y) =>
        y.Node.Op == Op.Sub && Input(y, Op.Log, 0) is { } log && Input(log, Op.Add, 0) is { } sum && sum.Node.Inputs[1] is var x
            && IsSame(StableMath.Log1p(x), y) ? x : null;

    /// <summary>Returns x if the value is <see cref="StableMath.Expm1"/> of x; null otherwise.</summary>
    public static Value? Expm1(Value y) =>
        y.Node.Op == Op.Mul && Input(y, Op.Tanh, 0) is { } tanh && Input(tanh, Op.Div, 0) is { } half && half.Node.Inputs[0] is var x
            && IsSame(StableMath.Expm1(x), y) ? x : null;

    /// <summary>Returns the input and the table if the value is <see cref="FeatureTables.LastAtMost"/> of them; null otherwise.</summary>
    public static (Value X, Value Table)? LastAtMost(Value y)
    {
        if (y.Node.Op != Op.Cast || y.Shape.Rank == 0 || !y.Shape[^1].IsKnown) return null;
        // The offset of the first feature's row is 0. With one feature, the subtraction is removed from the graph.
        var place = Input(y, Op.Sub, 0) is { } difference ? difference.Node.Inputs[0] : y.Node.Inputs[0];
        if (place.Node.Op != Op.Where || Input(place, Op.LessOrEqual, 0) is not { } isBefore
            || Input(isBefore, Op.Gather, 0)?.Node.Inputs[0].Constant is not { } flat) return null;
        var features = y.Shape[^1].Size;
        if (features == 0 || flat.Length % features != 0) return null;
        var (x, table) = (isBefore.Node.Inputs[1], Ops.Constant(flat.Reshape([features, flat.Length / features])));
        return IsSame(Graph.Of(FeatureTables.LastAtMost(x, table)).FoldConstants().Simplify().Outputs[0].Value, y) ? (x, table) : null;
    }

    private static Value? Input(Value value, Op op, int input) => value.Node.Inputs[input] is var x && x.Node.Op == op ? x : null;

    private static bool IsSame(Value a, Value b) => Fingerprint.Of(a) == Fingerprint.Of(b);
}
