namespace Layers.Graphs;

/// <summary>The numbers that ONNX does not define an operator for, where inference alone would let them pass.</summary>
internal static class TypeRules
{
    private static readonly DType[] s_unsigned = [DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];
    private static readonly DType[] s_short = [DType.Int8, DType.UInt8, DType.Int16, DType.UInt16];
    private static readonly DType[] s_sixteen = [DType.Int16, DType.UInt16];

    private static readonly (Op[] Ops, DType[] Refused)[] s_rules =
    [
        ([Op.Neg, Op.Relu], s_unsigned),
        ([Op.Pow], [.. s_short, DType.UInt32, DType.UInt64]),
        ([Op.MatMul, Op.CumSum, Op.ReduceSum, Op.ReduceMean, Op.ReduceProd], s_short),
        ([Op.ReduceMax, Op.ReduceMin], s_sixteen),
        ([Op.Range], [.. s_unsigned, DType.Int8, DType.Float16]),
        ([Op.IsInf], [DType.Float16]),
        ([Op.Equal], [DType.String]),
    ];

    private static readonly Dictionary<Op, DType[]> s_refused = s_rules.SelectMany(rule => rule.Ops.Select(op => KeyValuePair.Create(op, rule.Refused))).ToDictionary();

    public static void Check(Node node)
    {
        if (s_refused.TryGetValue(node.Op, out var refused) && refused.Contains(node.Inputs[0].Type)) throw Throw.NotForType(node.Op, node.Inputs[0]);
    }
}
