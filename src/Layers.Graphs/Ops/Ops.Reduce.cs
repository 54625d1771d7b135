namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns the sum over axes.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="axes">The axes; negative axes count from the end. <see langword="null"/>, the default, for all axes; an empty list for
    /// none.</param>
    /// <param name="keepDims">Whether a reduced axis is kept with size 1; default true, as in ONNX.</param>
    public static Value ReduceSum(Value x, int[]? axes = null, bool keepDims = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        x = Strong(x);
        if (axes is []) return x;
        // Only ReduceSum takes its axes as an input here: it has this form since operator set 13, the others since 18.
        return Make(Op.ReduceSum, axes is null ? [x] : [x, Int64s(Longs(axes))], ("keepdims", keepDims ? 1L : 0L));
    }

    /// <summary>Returns the mean over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMean(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMean, x, axes, keepDims);

    /// <summary>Returns the largest element over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMax(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMax, x, axes, keepDims);

    /// <summary>Returns the smallest element over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceMin(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceMin, x, axes, keepDims);

    /// <summary>Returns the product over axes.</summary>
    /// <inheritdoc cref="ReduceSum"/>
    public static Value ReduceProd(Value x, int[]? axes = null, bool keepDims = true) => Reduce(Op.ReduceProd, x, axes, keepDims);

    /// <summary>Returns the index of the largest element along an axis, int64. Of equal elements, it is the first.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    /// <param name="keepDims">Whether the axis is kept with size 1; default false, as in Keras.</param>
    public static Value ArgMax(Value x, int axis = -1, bool keepDims = false) =>
        Unary(Op.ArgMax, x, ("axis", (long)axis), ("keepdims", keepDims ? 1L : 0L));

    /// <summary>Returns the softmax along an axis: <c>eˣ / Σ eˣ</c>.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    public static Value Softmax(Value x, int axis = -1) => Unary(Op.Softmax, x, ("axis", (long)axis));

    /// <summary>Returns <c>x − ln Σ eˣ</c> along an axis.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    public static Value LogSoftmax(Value x, int axis = -1) => Unary(Op.LogSoftmax, x, ("axis", (long)axis));

    /// <summary>Returns the cumulative sums along an axis.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    /// <param name="reverse">Whether to sum from the end; default false.</param>
    public static Value CumSum(Value x, int axis = -1, bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = (long)Shapes.Axis(axis, x.Shape.Rank, Op.CumSum);
        return Make(Op.CumSum, [x, Constant(TensorData.Scalar(at))], ("reverse", reverse ? 1L : 0L));
    }

    /// <summary>Returns the largest elements along an axis, in descending order, and their indices.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="k">The number of elements.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    public static (Value Values, Value Indices) TopK(Value x, long k, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        var node = MakeNode(Op.TopK, [x, Int64s(k)], ("axis", (long)axis));
        return (node.Outputs[0], node.Outputs[1]);
    }

    private static Value Reduce(Op op, Value x, int[]? axes, bool keepDims)
    {
        ArgumentNullException.ThrowIfNull(x);
        // In ONNX an empty list means all axes; here it means none.
        if (axes is []) return Strong(x);
        return axes is null
            ? Unary(op, x, ("keepdims", keepDims ? 1L : 0L))
            : Unary(op, x, ("axes", Longs(axes)), ("keepdims", keepDims ? 1L : 0L));
    }
}
