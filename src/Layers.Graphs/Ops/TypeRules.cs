namespace Layers.Graphs;

/// <summary>The number types for which ONNX does not define an operator although type inference would accept them.</summary>
internal static class TypeRules
{
    private static readonly DType[] s_unsigned = [DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];
    private static readonly DType[] s_short = [DType.Int8, DType.UInt8, DType.Int16, DType.UInt16];
    private static readonly DType[] s_sixteen = [DType.Int16, DType.UInt16];

    private static readonly Dictionary<Op, DType[]> s_refused = new()
    {
        [Op.Neg] = s_unsigned,
        [Op.Relu] = s_unsigned,
        [Op.Pow] = [DType.Int8, DType.UInt8, DType.Int16, DType.UInt16, DType.UInt32, DType.UInt64],
        [Op.MatMul] = s_short,
        [Op.CumSum] = s_short,
        [Op.ReduceSum] = s_short,
        [Op.ReduceMean] = s_short,
        [Op.ReduceProd] = s_short,
        [Op.ReduceMax] = s_sixteen,
        [Op.ReduceMin] = s_sixteen,
        [Op.Range] = [DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64, DType.Int8, DType.Float16],
        [Op.IsInf] = [DType.Float16],
    };

    public static void Check(Node node)
    {
        if (!s_refused.TryGetValue(node.Op, out var refused)) return;
        foreach (var type in refused)
            if (type == node.Inputs[0].Type) throw Throw.NotForType(node.Op, node.Inputs[0]);
    }
}
