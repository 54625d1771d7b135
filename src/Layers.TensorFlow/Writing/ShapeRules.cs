using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes operators that move elements.</summary>
internal static class ShapeRules
{
    /// <summary>The axes in a second input, from 0, in order.</summary>
    public static long[] Axes(Node node, int rank) =>
        [.. Numbers(node.Inputs[1]).Select(axis => (long)Shapes.Axis(axis, rank, node.Op)).Order()];

    // The results of these operators are never negative.
    private static readonly HashSet<Op> s_counts = [Op.ArgMax, Op.ShapeOf, Op.FarmHash64, Op.SipHash64, Op.CrossHash64];

    /// <summary>Converts negative indices, which count from the end, to indices from 0, as TensorFlow requires.</summary>
    public static Port FromFront(NodeWriter to, Node node, Port[] inputs)
    {
        var (value, indices) = (node.Inputs[1], inputs[1]);
        if (value.Constant is { } constant ? Array.TrueForAll(Longs(constant), index => index >= 0)
            : s_counts.Contains(value.Node.Op)) return indices;
        var size = node.Inputs[0].Shape[node.Axis];
        var count = size.IsKnown ? to.Number(size.Size, value.Type) : to.Cast(to.Size(inputs[0], node.Axis), indices.Type);
        return to.Call("SelectV2", [to.Call("Less", [indices, to.Number(0, value.Type)]), to.Call("AddV2", [indices, count]), indices]);
    }

    /// <summary>A range. TensorFlow refuses one that ends before it starts, which has no elements.</summary>
    public static Port Range(NodeWriter to, Node node, Port[] inputs)
    {
        var (start, limit, step) = (inputs[0], inputs[1], inputs[2]);
        var isUp = to.Call("Greater", [step, ShapeRules.Zero(to, node.Inputs[2].Type)]);
        limit = to.Call("SelectV2", [isUp, to.Call("Maximum", [start, limit]), to.Call("Minimum", [start, limit])]);
        return to.Call("Range", [start, limit, step]);
    }

    public static Port Reshape(NodeWriter to, Node node, Port[] inputs)
    {
        var x = node.Inputs[0].Shape;
        if (node.Inputs[1].Constant is not { } constant || !constant.AsSpan<long>().Contains(0)) return to.Call("Reshape", inputs);
        // A size of 0 means that of the input.
        var sizes = constant.ToArray<long>();
        if (sizes.Index().All(pair => pair.Item != 0 || x[pair.Index].IsKnown))
            return to.Reshape(inputs[0], [.. sizes.Select((size, axis) => size == 0 ? x[axis].Size : size)]);
        var own = to.Call("GatherV2", [to.Shape(inputs[0]), to.Ints([.. sizes.Select((_, axis) => Math.Min(axis, x.Rank - 1))]),
            to.Int(0)]);
        var isOwn = to.Const(TensorData.Of(Array.ConvertAll(sizes, size => size == 0), [sizes.Length]));
        return to.Call("Reshape", [inputs[0], to.Call("SelectV2", [isOwn, own, inputs[1]])]);
    }

    public static Port Concat(NodeWriter to, Node node, Port[] inputs) =>
        inputs is [var only] ? to.Call("Identity", [only]) : Joined(to, inputs, node.Axis);

    public static Port Slice(NodeWriter to, Node node, Port[] inputs)
    {
        var (start, end, axis, step) = (Number(node, 1), Number(node, 2), Number(node, 3), Number(node, 4));
        var rank = node.Inputs[0].Shape.Rank;
        var isRest = step > 0 ? end == long.MaxValue : end is long.MinValue or long.MaxValue or int.MaxValue;
        return to.Slice(inputs[0], rank, Shapes.Axis(axis, rank, node.Op), step < 0 && start == long.MaxValue ? null : start, isRest ? null
            : end, step);
    }

    public static Port Pad(NodeWriter to, Node node, Port[] inputs)
    {
        var (x, rank, pads) = (inputs[0], node.Inputs[0].Shape.Rank, Numbers(node.Inputs[1]));
        // Negative padding is cut off first.
        for (var axis = 0; axis < rank; axis++)
            if (pads[axis] < 0 || pads[axis + rank] < 0)
                x = to.Slice(x, rank, axis, pads[axis] < 0 ? -pads[axis] : null, pads[axis + rank] < 0 ? pads[axis + rank] : null, 1);
        if (Array.TrueForAll(pads, pad => pad <= 0)) return to.Call("Identity", [x]);
        return Padded(to, x, [.. pads.Select(pad => Math.Max(pad, 0))], Zero(to, node.Inputs[0].Type));
    }

    /// <summary>Pads a value: before each axis, then after each.</summary>
    public static Port Padded(NodeWriter to, Port x, long[] pads, Port value)
    {
        var rank = pads.Length / 2;
        long[] pairs = [.. Enumerable.Range(0, rank).SelectMany(axis => new[] { pads[axis], pads[axis + rank] })];
        return to.Call("PadV2", [x, to.Const(TensorData.Of(pairs, [rank, 2])), value]);
    }

    public static Port[] TopK(NodeWriter to, Node node, Port[] inputs)
    {
        var k = node.Inputs[1].Constant is { } constant ? to.Int(checked((int)Longs(constant)[0])) : to.Cast(to.Reshape(inputs[1]),
            DataType.Int32);
        return to.AlongLast(inputs[0], node.Axis, node.Inputs[0].Shape.Rank, x =>
        {
            var found = to.CallAll("TopKV2", [x, k], ("index_type", DataType.Int32));
            return [found[0], to.Cast(found[1], DataType.Int64)];
        });
    }

    public static Port ArgMax(NodeWriter to, Node node, Port[] inputs)
    {
        var found = to.Call("ArgMax", [inputs[0], to.Int(node.Axis)], ("output_type", DataType.Int64));
        return node.Int("keepdims", 1) == 1 ? to.Call("ExpandDims", [found, to.Int(node.Axis)]) : found;
    }

    /// <summary>Returns the formula of GatherElements: a gather from the flat value.</summary>
    public static IReadOnlyList<Value> GatherElements(Node node) =>
        [Ops.Gather(Ops.Reshape(node.Inputs[0], -1), Places(node))];

    /// <summary>Returns the formula of ScatterElements: additions to the flat value.</summary>
    public static IReadOnlyList<Value> ScatterElements(Node node)
    {
        var (x, updates) = (node.Inputs[0], node.Inputs[2]);
        var sum = Ops.ScatterAdd(Ops.Reshape(x, -1), Ops.Reshape(Places(node), -1, 1), Ops.Reshape(updates, -1));
        return [Ops.Reshape(sum, Ops.ShapeOf(x))];
    }

    public static Port Joined(NodeWriter to, IReadOnlyList<Port> parts, int axis) => to.Call("ConcatV2", [.. parts, to.Int(axis)]);

    /// <summary>The default value of a type: 0, false or the empty text.</summary>
    public static Port Zero(NodeWriter to, DType type) => to.Const(TensorData.Zeros(type, Shape.Scalar));

    // The index of each element in the flat value.
    private static Value Places(Node node)
    {
        var (x, indices) = (node.Inputs[0], Ops.Cast(node.Inputs[1], DType.Int64));
        Value? place = null;
        for (var axis = 0; axis < x.Shape.Rank; axis++)
        {
            var size = Ops.Gather(Ops.ShapeOf(x), Ops.Constant(TensorData.Scalar((long)axis)));
            long[] along = [.. Enumerable.Repeat(1L, x.Shape.Rank)];
            along[axis] = -1;
            var own = axis == node.Axis
                ? Ops.Where(Ops.Less(indices, 0), indices + size, indices)
                : Ops.Reshape(Ops.Range(0, Ops.Gather(Ops.ShapeOf(indices), Ops.Constant(TensorData.Scalar((long)axis))), 1), along);
            place = place is null ? own : place * size + own;
        }
        return place!;
    }

    private static long Number(Node node, int input) => Numbers(node.Inputs[input])[0];

    private static long[] Numbers(Value value) => value.Constant!.ToArray<long>();

    private static long[] Longs(TensorData data) => data.Type == DType.Int64 ? data.ToArray<long>() : Array.ConvertAll(data.ToArray<int>(),
        number => (long)number);
}
