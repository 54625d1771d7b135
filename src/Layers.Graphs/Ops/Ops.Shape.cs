namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>The matrix product over the last two axes; the axes before them broadcast.</summary>
    /// <param name="a"><c>[…, n, k]</c>.</param>
    /// <param name="b"><c>[…, k, m]</c>.</param>
    public static Value MatMul(Value a, Value b) => Binary(Op.MatMul, a, b);

    /// <summary>The axes in another order.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="perm">Where each axis of the result comes from; <see langword="null"/> swaps the last two.</param>
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

    /// <summary>The same elements under other sizes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="sizes">0 keeps the size of the same axis, one −1 takes what is left.</param>
    public static Value Reshape(Value x, params ReadOnlySpan<long> sizes) => Reshape(x, Int64s(sizes));

    /// <summary>The same elements under sizes that the run computes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="sizes">int64, one element an axis.</param>
    public static Value Reshape(Value x, Value sizes) => Binary(Op.Reshape, Strong(x), sizes);

    /// <summary>Repeated along axes of size 1, and along new axes in front, up to the given sizes.</summary>
    /// <param name="x">Any shape that broadcasts to <paramref name="sizes"/>.</param>
    /// <param name="sizes">int64, one element an axis.</param>
    public static Value Expand(Value x, Value sizes) => Binary(Op.Expand, Strong(x), sizes);

    /// <summary>Tensors one after another along an axis.</summary>
    /// <param name="parts">One or more, of the same sizes but for that axis.</param>
    /// <param name="axis">Negative ones count from the end.</param>
    public static Value Concat(IReadOnlyList<Value> parts, int axis)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count, nameof(parts));
        return Make(Op.Concat, [.. parts], ("axis", (long)axis));
    }

    /// <summary>A part of one axis, as Python's <c>start:end:step</c>.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="start">The first index; negative ones count from the end.</param>
    /// <param name="end">The index past the last; <see cref="long.MaxValue"/> for the rest, in either direction.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    /// <param name="step">Not 0; negative ones go backward.</param>
    public static Value Slice(Value x, long start, long end, int axis = -1, long step = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfZero(step);
        // The rest of an axis is up to the smallest integer when going backward; only some runtimes take the largest for it.
        if (step < 0 && end == long.MaxValue) end = long.MinValue;
        return Make(Op.Slice, [x, Int64s(start), Int64s(end), Int64s(Shapes.Axis(axis, x.Shape.Rank, Op.Slice)), Int64s(step)]);
    }

    /// <summary>Zeros around.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="before">How many in front, one number an axis.</param>
    /// <param name="after">How many behind, one number an axis.</param>
    public static Value Pad(Value x, long[] before, long[] after)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Make(Op.Pad, [x, Int64s([.. before, .. after])]);
    }

    /// <summary>Slices of an axis by index.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="indices">int32 or int64, any shape, which takes the place of the axis.</param>
    /// <param name="axis">Negative ones count from the end; default the first.</param>
    public static Value Gather(Value x, Value indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        return Make(Op.Gather, [x, Strong(indices, DType.Int64)], ("axis", (long)axis));
    }

    /// <summary><paramref name="x"/> with <paramref name="updates"/> added at the rows that <paramref name="indices"/> names; repeated ones
    /// add up.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="indices">int64 <c>[…, depth]</c>: each names a slice by its first <c>depth</c> axes.</param>
    /// <param name="updates">One slice for each.</param>
    public static Value ScatterAdd(Value x, Value indices, Value updates)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(updates);
        return Make(Op.ScatterND, [x, indices, updates], ("reduction", "add"));
    }

    /// <summary>Elements of <paramref name="x"/>, each from its own place but for the place on one axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="indices">int32 or int64, as many axes as <paramref name="x"/>: for each element of the result, where it stands on the
    /// axis.</param>
    /// <param name="axis">Negative ones count from the end; default the first.</param>
    /// <returns>The shape of <paramref name="indices"/>.</returns>
    public static Value GatherElements(Value x, Value indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        return Make(Op.GatherElements, [x, indices], ("axis", (long)axis));
    }

    /// <summary><paramref name="x"/> with each of <paramref name="updates"/> added at its own place but for the place on one axis; those of
    /// one place add up.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="indices">int32 or int64, as many axes as <paramref name="x"/>: for each update, where it goes on the axis.</param>
    /// <param name="updates">The shape of <paramref name="indices"/>.</param>
    /// <param name="axis">Negative ones count from the end; default the first.</param>
    public static Value ScatterElements(Value x, Value indices, Value updates, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(updates);
        return Make(Op.ScatterElements, [x, indices, updates], ("axis", (long)axis), ("reduction", "add"));
    }

    /// <summary>An axis cut into pieces.</summary>
    /// <param name="x">Any shape with that axis.</param>
    /// <param name="sizes">The size of each piece; they add up to the axis.</param>
    /// <param name="axis">Negative ones count from the end; default the last.</param>
    public static IReadOnlyList<Value> Split(Value x, long[] sizes, int axis = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(sizes);
        return Split(x, Int64s(sizes), axis);
    }

    /// <summary>An axis cut into pieces whose sizes may be known by name only.</summary>
    internal static IReadOnlyList<Value> Split(Value x, Value sizes, int axis) => MakeNode(Op.Split, [x, sizes], ("axis", (long)axis)).Outputs;

    /// <summary>Axes of size 1 taken away.</summary>
    /// <param name="x">Any shape with those axes.</param>
    /// <param name="axes">Negative ones count from the end.</param>
    public static Value Squeeze(Value x, params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(axes);
        // ONNX takes an empty list for all axes of size 1, which is not what an empty list says.
        return axes.Length == 0 ? Strong(x) : Make(Op.Squeeze, [x, Int64s(Longs(axes))]);
    }

    /// <summary>Axes of size 1 put in.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Where they stand in the result; negative ones count from its end.</param>
    public static Value Unsqueeze(Value x, params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(axes);
        return axes.Length == 0 ? Strong(x) : Make(Op.Unsqueeze, [Strong(x), Int64s(Longs(axes))]);
    }

    /// <summary>The sizes of a value as int64 <c>[rank]</c>; ONNX's <c>Shape</c>.</summary>
    /// <param name="x">Any shape. Where all its sizes are known the result is a constant.</param>
    public static Value ShapeOf(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Shape.IsKnown ? Int64s(x.Shape.ToArray()) : Make(Op.ShapeOf, [x]);
    }

    /// <summary><c>start, start + delta, …</c> below <paramref name="limit"/>, one axis.</summary>
    /// <param name="start">A number without axes.</param>
    /// <param name="limit">A number without axes, of the same type.</param>
    /// <param name="delta">A number without axes, of the same type.</param>
    public static Value Range(Value start, Value limit, Value delta)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(delta);
        limit = Strong(limit, DType.Int64);
        return Make(Op.Range, [Strong(start, limit.Type), limit, Strong(delta, limit.Type)]);
    }
}
