namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The sum over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Negative ones count from the end; <see langword="null"/> for all, an empty list for none.</param>
    /// <param name="keepDims">Whether a reduced axis stays with size 1; default true, as in ONNX.</param>
    public static Value ReduceSum(Value x, int[]? axes = null, bool keepDims = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        x = Strong(x);
        if (axes is []) return x;
        // ReduceSum alone takes its axes as an input: it moved to that form in operator set 13, the others in 18.
        return Make(Op.ReduceSum, axes is null ? [x] : [x, Int64s(Longs(axes))], ("keepdims", keepDims ? 1L : 0L));
    }

    /// <summary>The mean over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMean(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMean, x, axes, keepDims);

    /// <summary>The largest over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMax(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMax, x, axes, keepDims);

    /// <summary>The smallest over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMin(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMin, x, axes, keepDims);

    /// <summary>The product over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceProd(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceProd, x, axes, keepDims);

    /// <summary>The index of the largest along an axis, int64; the first of equals.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    /// <param name="keepDims">Whether the axis stays with size 1; default false, as in Keras.</param>
    public static Value ArgMax(Value x, int axis = -1, bool keepDims = false) =>
        Unary(Op.ArgMax, x, ("axis", (long)axis), ("keepdims", keepDims ? 1L : 0L));

    /// <summary><c>eˣ / Σ eˣ</c> along an axis.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    public static Value Softmax(Value x, int axis = -1) => Unary(Op.Softmax, x, ("axis", (long)axis));

    /// <summary><c>x − ln Σ eˣ</c> along an axis.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    public static Value LogSoftmax(Value x, int axis = -1) => Unary(Op.LogSoftmax, x, ("axis", (long)axis));

    /// <summary>Running sums along an axis.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    /// <param name="reverse">Whether to sum from the end; default false.</param>
    public static Value CumSum(Value x, int axis = -1, bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = (long)Shapes.Axis(axis, x.Shape.Rank, Op.CumSum);
        return Make(Op.CumSum, [x, Constant(TensorData.Scalar(at))], ("reverse", reverse ? 1L : 0L));
    }

    /// <summary>The largest elements along an axis, in descending order, and where they were.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="k">How many.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    public static (Value Values, Value Indices) TopK(Value x, long k, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var node = MakeNode(Op.TopK, [x, Int64s(k)], ("axis", (long)axis));
        return (node.Outputs[0], node.Outputs[1]);
    }

    private static Value Reduce(Op op, Value x, int[]? axes, bool keepDims)
    {
        ArgumentNullException.ThrowIfNull(x);
        // ONNX takes an empty list for all axes, which is not what an empty list says.
        if (axes is []) return Strong(x);
        return axes is null
            ? Unary(op, x, ("keepdims", keepDims ? 1L : 0L))
            : Unary(op, x, ("axes", Longs(axes)), ("keepdims", keepDims ? 1L : 0L));
    }
}
