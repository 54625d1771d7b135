namespace Layers.Graphs;

internal sealed partial class TransposeMover
{
    // Operators that depend on the order of the axes, but can work on another order with other axes or sizes.
    private static readonly Dictionary<Op, Func<TransposeMover, Node, int[], IReadOnlyList<Moved>?>> s_rules = new()
    {
        [Op.Gather] = (mover, node, perm) => node.Inputs[1].Shape.Rank == 1 ? mover.AlongAxis(node, perm) : null,
        [Op.Concat] = (mover, node, perm) =>
            node.Inputs.All(part => mover._moved[part].Perm is { } other && other.AsSpan().SequenceEqual(perm))
            ? mover.AlongAxis(node, perm) : null,
        [Op.CumSum] = (mover, node, perm) => mover.With(node, perm, 1, Ops.Constant(TensorData.Scalar((long)perm[Axis(node, 1)]))),
        [Op.Slice] = (mover, node, perm) => mover.With(node, perm, 3, Ops.Int64s(perm[Axis(node, 3)])),
        [Op.Pad] = (mover, node, perm) => mover.With(node, perm, 1, Ops.Int64s(Pads(node.Inputs[1].Constant!.AsSpan<long>(), perm))),
        [Op.Expand] = (mover, node, perm) =>
            node.Outputs[0].Shape.Rank == perm.Length && node.Inputs[1].Shape[0] == perm.Length
            ? mover.With(node, perm, 1, ReorderedSizes(mover.Original(node.Inputs[1]), Inverse(perm))) : null,
        [Op.ShapeOf] = (mover, node, perm) => [new(ReorderedSizes(Ops.ShapeOf(mover._moved[node.Inputs[0]].Value), perm), null)],
        [Op.Squeeze] = (mover, node, perm) => mover.Squeezed(node, perm),
        [Op.Unsqueeze] = (mover, node, perm) => mover.Unsqueezed(node, perm),
    };

    private IReadOnlyList<Moved>? ByRule(Node node, int[] perm) =>
        s_rules.TryGetValue(node.Op, out var rule) ? rule(this, node, perm)
        : node.Op.Is(OpTraits.Reduces) ? Reduced(node, perm)
        : node.Op.Is(OpTraits.AlongAxis) ? AlongAxis(node, perm)
        : null;

    private List<Moved> AlongAxis(Node node, int[] perm)
    {
        Value[] inputs = [.. node.Inputs.Select((input, i) => i == 0 || node.Op == Op.Concat ? _moved[input].Value : Original(input))];
        var left = node.Outputs[0].Shape.Rank < perm.Length ? Without(perm, [node.Axis]) : perm;
        return OutputsOf(node, inputs, left, ("axis", (long)perm[node.Axis]));
    }

    private List<Moved> With(Node node, int[] perm, int input, Value value)
    {
        Value[] inputs = [.. node.Inputs.Select((other, i) => i == 0 ? _moved[other].Value : i == input ? value : Original(other))];
        return OutputsOf(node, inputs, perm);
    }

    private List<Moved> Reduced(Node node, int[] perm)
    {
        var axes = Inference.ReducedAxes(node);
        long[] moved = [.. axes.Select(axis => (long)perm[axis]).Order()];
        var left = node.Int("keepdims", 1) == 1 ? perm : Without(perm, axes);
        var value = _moved[node.Inputs[0]].Value;
        if (node.Inputs.Count > 1) return OutputsOf(node, [value, Ops.Int64s(moved)], left);
        return node.Attributes.ContainsKey("axes") ? OutputsOf(node, [value], left, ("axes", moved)) : OutputsOf(node, [value], left);
    }

    private List<Moved> Squeezed(Node node, int[] perm)
    {
        int[] axes = [.. node.Inputs[1].Constant!.ToArray<long>().Select(axis => Shapes.Axis(axis, perm.Length, node.Op))];
        return OutputsOf(node, [_moved[node.Inputs[0]].Value, Ops.Int64s([.. axes.Select(axis => (long)perm[axis])])], Without(perm, axes));
    }

    // The new axes are added at the end, so that they move no other axis.
    private List<Moved> Unsqueezed(Node node, int[] perm)
    {
        var rank = node.Outputs[0].Shape.Rank;
        int[] axes = [.. node.Inputs[1].Constant!.ToArray<long>().Select(axis => Shapes.Axis(axis, rank, node.Op))];
        var (old, fresh) = (0, perm.Length);
        int[] order = [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? fresh++ : perm[old++])];
        return OutputsOf(node, [_moved[node.Inputs[0]].Value,
            Ops.Int64s([.. Enumerable.Range(perm.Length, axes.Length).Select(axis => (long)axis)])], order);
    }

    /// <summary>Returns the order of the remaining axes after some axes are removed.</summary>
    private static int[] Without(int[] perm, int[] axes)
    {
        int[] left = [.. Enumerable.Range(0, perm.Length).Where(axis => !axes.Contains(axis)).Select(axis => perm[axis])];
        var sorted = left.Order().ToArray();
        return Array.ConvertAll(left, axis => Array.IndexOf(sorted, axis));
    }

    private static int Axis(Node node, int input) =>
        Shapes.Axis(node.Inputs[input].Constant!.AsSpan<long>()[0], node.Inputs[0].Shape.Rank, node.Op);

    private static long[] Pads(ReadOnlySpan<long> pads, int[] perm)
    {
        var moved = new long[pads.Length];
        for (var axis = 0; axis < perm.Length; axis++)
            (moved[perm[axis]], moved[perm.Length + perm[axis]]) = (pads[axis], pads[perm.Length + axis]);
        return moved;
    }

    /// <summary>Returns sizes in another order. If the sizes are a permutation of others, the result is a permutation of those.</summary>
    private static Value ReorderedSizes(Value sizes, int[] axes)
    {
        if (sizes.Constant is { } known) return Ops.Int64s(Array.ConvertAll(axes, axis => known.AsSpan<long>()[axis]));
        if (sizes.Node.Op == Op.Gather && sizes.Node.Inputs[0].Node.Op == Op.ShapeOf
            && sizes.Node.Inputs[1].Constant is { Type: DType.Int64, Shape.Rank: 1 } before)
            (sizes, axes) = (sizes.Node.Inputs[0], Array.ConvertAll(axes, axis => (int)before.AsSpan<long>()[axis]));
        return IsInOrder(axes) && sizes.Shape[0] == axes.Length
            ? sizes : Ops.Gather(sizes, Ops.Int64s([.. axes.Select(axis => (long)axis)]));
    }
}
