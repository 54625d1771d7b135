namespace Layers;

/// <summary>Formulas of several operators, found in a graph: where they would end is looked at for what they would be of, and they are made again of that
/// and compared.</summary>
internal static class StockPatterns
{
    /// <summary>What <see cref="StableMath.Log1p"/> is of here; null for anything else. Compilers that reorder sums would undo what it does to keep its digits.</summary>
    public static Value? Log1p(Value y) =>
        y.Node.Op == Op.Sub && Input(y, Op.Log, 0) is { } log && Input(log, Op.Add, 0) is { } sum && sum.Node.Inputs[1] is var x && IsSame(StableMath.Log1p(x), y) ? x : null;

    /// <summary>What <see cref="StableMath.Expm1"/> is of here; null for anything else.</summary>
    public static Value? Expm1(Value y) =>
        y.Node.Op == Op.Mul && Input(y, Op.Tanh, 0) is { } tanh && Input(tanh, Op.Div, 0) is { } half && half.Node.Inputs[0] is var x && IsSame(StableMath.Expm1(x), y) ? x : null;

    /// <summary>What <see cref="FeatureTables.LastAtMost"/> looks for here, and in which table; null for anything else.</summary>
    public static (Value X, Value Table)? LastAtMost(Value y)
    {
        if (y.Node.Op != Op.Cast || Input(y, Op.Sub, 0) is not { } place || Input(place, Op.Where, 0) is not { } choice || Input(choice, Op.LessOrEqual, 0) is not { } isBefore) return null;
        if (Input(isBefore, Op.Gather, 0)?.Node.Inputs[0].Constant is not { } flat || place.Node.Inputs[1].Constant is not { Shape.Rank: 1 } rows) return null;
        var (x, table) = (isBefore.Node.Inputs[1], Ops.Constant(flat.Reshape([rows.Length, flat.Length / rows.Length])));
        return IsSame(Graph.Of(FeatureTables.LastAtMost(x, table)).FoldConstants().Outputs[0].Value, y) ? (x, table) : null;
    }

    private static Value? Input(Value value, Op op, int input) => value.Node.Inputs[input] is var x && x.Node.Op == op ? x : null;

    private static bool IsSame(Value a, Value b) => Fingerprint.Of(a) == Fingerprint.Of(b);
}
