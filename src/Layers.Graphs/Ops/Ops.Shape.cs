namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns the matrix product over the last two axes; the axes before them broadcast.</summary>
    /// <param name="a">The first factor, <c>[…, n, k]</c>.</param>
    /// <param name="b">The second factor, <c>[…, k, m]</c>.</param>
    public static Value MatMul(Value a, Value b) => Binary(Op.MatMul, a, b);

    /// <summary>Returns the value with its axes in another order.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="perm">The axis of <paramref name="x"/> for each axis of the result; <see langword="null"/>, the default, swaps the last
    /// two.</param>
    public static Value Transpose(Value x, int[]? perm = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (perm is null)
        {
            if (x.Shape.Rank < 2) throw Throw.TooFewAxes(Op.Transpose, x, 2);
            perm = [.. Enumerable.Range(0, x.Shape.Rank)];
            (perm[^1], perm[^2]) = (perm[^2], perm[^1]);
        }
        return Make(Op.Transpose, [x], ("perm", Longs(perm)));
    }

    /// <summary>Returns the elements with another shape.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="sizes">The new sizes. 0 keeps the size of the same axis, and one −1 is computed from the other sizes.</param>
    public static Value Reshape(Value x, params ReadOnlySpan<long> sizes) => Reshape(x, Int64s(sizes));

    /// <summary>Returns the elements with a shape that is computed at run time.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="sizes">The new sizes: int64, one element for each axis.</param>
    public static Value Reshape(Value x, Value sizes) => Binary(Op.Reshape, Strong(x), sizes);

    /// <summary>Repeats a value along axes of size 1, and along new axes at the front, up to the given sizes.</summary>
    /// <param name="x">The value, any shape that broadcasts to <paramref name="sizes"/>.</param>
    /// <param name="sizes">The new sizes: int64, one element for each axis.</param>
    public static Value Expand(Value x, Value sizes) => Binary(Op.Expand, Strong(x), sizes);

    /// <summary>Concatenates values along an axis.</summary>
    /// <param name="parts">One or more values, with the same sizes except for that axis.</param>
    /// <param name="axis">The axis; negative axes count from the end.</param>
    public static Value Concat(IReadOnlyList<Value> parts, int axis)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        return Make(Op.Concat, [.. parts], ("axis", (long)axis));
    }

    /// <summary>Returns a slice of one axis, like Python's <c>start:end:step</c>.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="start">The first index; negative indices count from the end.</param>
    /// <param name="end">The index after the last one; <see cref="long.MaxValue"/> for all remaining elements, in either direction.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    /// <param name="step">The step, not 0; a negative step goes backward. Default 1.</param>
    public static Value Slice(Value x, long start, long end, int axis = -1, long step = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfZero(step);
        // For all remaining elements in backward direction, the end is the smallest integer. Only some runtimes accept the largest integer.
        if (step < 0 && end == long.MaxValue) end = long.MinValue;
        return Make(Op.Slice, [x, Int64s(start), Int64s(end), Int64s(Shapes.Axis(axis, x.Shape.Rank, Op.Slice)), Int64s(step)]);
    }

    /// <summary>Pads a value with zeros.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="before">The number of zeros at the start of each axis. A negative number removes elements.</param>
    /// <param name="after">The number of zeros at the end of each axis. A negative number removes elements.</param>
    public static Value Pad(Value x, long[] before, long[] after)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Make(Op.Pad, [x, Int64s([.. before, .. after])]);
    }

    /// <summary>Returns the slices of an axis at some indices.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="indices">The indices, int32 or int64, any shape. Their axes replace the axis in the result.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the first.</param>
    public static Value Gather(Value x, Value indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        return Make(Op.Gather, [x, Strong(indices, DType.Int64)], ("axis", (long)axis));
    }

    /// <summary>Returns <paramref name="x"/> with <paramref name="updates"/> added at the slices that <paramref name="indices"/> select.
    /// Updates with the same index are summed.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="indices">The indices, int64 <c>[…, depth]</c>. Each selects a slice by its first <c>depth</c> axes.</param>
    /// <param name="updates">One slice for each index.</param>
    public static Value ScatterAdd(Value x, Value indices, Value updates)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(updates);
        return Make(Op.ScatterND, [x, indices, updates], ("reduction", "add"));
    }

    /// <summary>Returns elements of <paramref name="x"/>. Each element has the same indices in <paramref name="x"/> as in the result,
    /// except along one axis, where <paramref name="indices"/> has its index.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="indices">The index along the axis for each element of the result, int32 or int64, with as many axes as
    /// <paramref name="x"/>.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the first.</param>
    /// <returns>The elements, with the shape of <paramref name="indices"/>.</returns>
    public static Value GatherElements(Value x, Value indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        return Make(Op.GatherElements, [x, indices], ("axis", (long)axis));
    }

    /// <summary>Returns <paramref name="x"/> with <paramref name="updates"/> added. Each update is added at its own indices, except along
    /// one axis, where <paramref name="indices"/> has its index. Updates of the same element are summed.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="indices">The index along the axis for each update, int32 or int64, with as many axes as <paramref name="x"/>.</param>
    /// <param name="updates">The updates, with the shape of <paramref name="indices"/>.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the first.</param>
    public static Value ScatterElements(Value x, Value indices, Value updates, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(updates);
        return Make(Op.ScatterElements, [x, indices, updates], ("axis", (long)axis), ("reduction", "add"));
    }

    /// <summary>Splits an axis into parts.</summary>
    /// <param name="x">The value, any shape with that axis.</param>
    /// <param name="sizes">The size of each part. Their sum is the size of the axis.</param>
    /// <param name="axis">The axis; negative axes count from the end. Default the last.</param>
    public static IReadOnlyList<Value> Split(Value x, long[] sizes, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(sizes);
        return Split(x, Int64s(sizes), axis);
    }

    /// <summary>Splits an axis into parts whose sizes may be unknown.</summary>
    internal static IReadOnlyList<Value> Split(Value x, Value sizes, int axis) =>
        MakeNode(Op.Split, [x, sizes], ("axis", (long)axis)).Outputs;

    /// <summary>Removes axes of size 1.</summary>
    /// <param name="x">The value, any shape with those axes.</param>
    /// <param name="axes">The axes; negative axes count from the end.</param>
    public static Value Squeeze(Value x, params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(axes);
        // In ONNX an empty list means all axes of size 1; here it means none.
        return axes.Length == 0 ? Strong(x) : Make(Op.Squeeze, [x, Int64s(Longs(axes))]);
    }

    /// <summary>Inserts axes of size 1.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="axes">The indices of the new axes in the result; negative indices count from its end.</param>
    public static Value Unsqueeze(Value x, params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(axes);
        return axes.Length == 0 ? Strong(x) : Make(Op.Unsqueeze, [Strong(x), Int64s(Longs(axes))]);
    }

    /// <summary>Returns the sizes of a value as int64 <c>[rank]</c>; ONNX's <c>Shape</c>.</summary>
    /// <param name="x">The value, any shape. If all its sizes are known, the result is a constant.</param>
    public static Value ShapeOf(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.IsKnown ? Int64s(x.Shape.ToArray()) : Make(Op.ShapeOf, [x]);
    }

    /// <summary>Returns <c>start, start + delta, …</c> up to <paramref name="limit"/>, which is excluded, with one axis.</summary>
    /// <param name="start">The first number, a scalar.</param>
    /// <param name="limit">The limit, a scalar of the same type.</param>
    /// <param name="delta">The difference of consecutive numbers, a scalar of the same type.</param>
    public static Value Range(Value start, Value limit, Value delta)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(delta);
        limit = Strong(limit, DType.Int64);
        return Make(Op.Range, [Strong(start, limit.Type), limit, Strong(delta, limit.Type)]);
    }
}
