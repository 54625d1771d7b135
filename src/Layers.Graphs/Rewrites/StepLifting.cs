using Rule = System.Func<Layers.Graphs.Node, Layers.Graphs.Lifted[], Layers.Graphs.Node>;

namespace Layers.Graphs;

/// <summary>Computes nodes of a body for all steps at once: a value that varies from step to step gets the axis of the steps
/// first.</summary>
internal static class StepLifting
{
    // Operators that have axes or sizes as inputs or attributes. Elementwise operators and those along or over axes are handled below.
    private static readonly Dictionary<Op, Rule> s_rules = new()
    {
        [Op.MatMul] = (node, inputs) => With(node, Raised(inputs, node, Math.Max(node.Inputs[0].Shape.Rank, node.Inputs[1].Shape.Rank))),
        [Op.Transpose] = (node, inputs) =>
            With(node, Values(inputs), ("perm", (long[])[0, .. ((long[])node.Attributes["perm"]).Select(axis => axis + 1)])),
        [Op.Concat] = (node, inputs) =>
            With(node, [.. inputs.Select(input => input.Varies
            ? input.Value : RepeatForSteps(input.Value, Array.Find(inputs, other => other.Varies).Value))], ("axis", node.Axis + 1L)),
        // A size of 0 keeps an axis: the axis of the steps, and those that the body keeps.
        [Op.Reshape] = (node, inputs) =>
            With(node, [inputs[0].Value,
            node.Inputs[1].Constant is { } sizes
            ? Ops.Int64s([0, .. sizes.AsSpan<long>()]) : Ops.Concat([Steps(inputs[0].Value), inputs[1].Value], 0)]),
        [Op.Expand] = (node, inputs) =>
            With(node, [Raised(inputs[0], node.Inputs[0], node.Outputs[0].Shape.Rank), Ops.Concat([Ops.Int64s(1), inputs[1].Value], 0)]),
        [Op.Squeeze] = (node, inputs) => With(node, [inputs[0].Value, Moved(node, node.Inputs[0].Shape.Rank)]),
        [Op.Unsqueeze] = (node, inputs) => With(node, [inputs[0].Value, Moved(node, node.Outputs[0].Shape.Rank)]),
        [Op.Slice] = (node, inputs) =>
            With(node, [inputs[0].Value, inputs[1].Value, inputs[2].Value, Ops.Int64s(Axis(node, 3) + 1), inputs[4].Value]),
        [Op.Pad] = (node, inputs) => With(node, [inputs[0].Value, Padded(node)]),
        [Op.CumSum] = (node, inputs) => With(node, [inputs[0].Value, Ops.Constant(TensorData.Scalar(Axis(node, 1) + 1))]),
        [Op.Gather] = (node, inputs) => With(node, Values(inputs), ("axis", inputs[0].Varies ? node.Axis + 1L : 0L)),
    };

    /// <summary>Returns whether a node can be computed for all steps at once.</summary>
    /// <param name="node">The node.</param>
    /// <param name="varies">Whether each of its inputs varies from step to step; at least one does.</param>
    public static bool CanLift(Node node, bool[] varies)
    {
        if (node.Op == Op.ShapeOf) return true;
        if (RuleOf(node) is null) return false;
        if (node.Op == Op.MatMul || node.Op == Op.Concat || (node.Op.Is(OpTraits.Elementwise) && node.Op != Op.Clip)) return true;
        // Sizes, axes, bounds and indices must be the same in every step.
        return node.Op == Op.Gather && !varies[0] ? node.Axis == 0 : varies[0] && !Array.Exists(varies[1..], varying => varying);
    }

    /// <summary>Returns whether the result of a node varies from step to step if its inputs do. Sizes do not.</summary>
    public static bool Varies(Node node) => node.Op != Op.ShapeOf;

    /// <summary>Returns the outputs of a node, computed outside of the body.</summary>
    /// <param name="node">A node that can be lifted.</param>
    /// <param name="inputs">Its inputs, computed outside of the body.</param>
    public static IReadOnlyList<Lifted> Lift(Node node, Lifted[] inputs)
    {
        if (!Array.Exists(inputs, input => input.Varies))
            return [.. node.With(Values(inputs)).Outputs.Select(value => new Lifted(value, false))];
        if (node.Op == Op.ShapeOf)
            return [new(Ops.Gather(Ops.ShapeOf(inputs[0].Value),
                Ops.Int64s([.. Enumerable.Range(1, node.Inputs[0].Shape.Rank).Select(axis => (long)axis)])), false)];
        return [.. RuleOf(node)!(node, inputs).Outputs.Select(value => new Lifted(value, true))];
    }

    /// <summary>Returns the number of steps of a sequence, as a list of one element.</summary>
    public static Value Steps(Value sequence) =>
        sequence.Shape[0].IsKnown ? Ops.Int64s(sequence.Shape[0].Size) : Ops.Gather(Ops.ShapeOf(sequence), Ops.Int64s(0));

    /// <summary>Repeats a value that is the same in every step once for each step of a sequence.</summary>
    public static Value RepeatForSteps(Value same, Value sequence)
    {
        var ones = new long[same.Shape.Rank];
        Array.Fill(ones, 1);
        return Ops.Expand(Ops.Unsqueeze(same, 0), Ops.Concat([Steps(sequence), Ops.Int64s(ones)], 0));
    }

    private static Rule? RuleOf(Node node)
    {
        if (s_rules.TryGetValue(node.Op, out var rule)) return rule;
        if (node.Op.IsHost) return null;
        if (node.Op.Is(OpTraits.Elementwise)) return static (node, inputs) => With(node, Raised(inputs, node, node.Outputs[0].Shape.Rank));
        if (node.Op.Is(OpTraits.AlongAxis)) return static (node, inputs) => With(node, Values(inputs), ("axis", node.Axis + 1L));
        return node.Op.Is(OpTraits.Reduces) && node.Inputs[0].Shape.Rank > 0 ? Reduced : null;
    }

    private static Node Reduced(Node node, Lifted[] inputs)
    {
        long[] axes = [.. Inference.ReducedAxes(node).Select(axis => axis + 1L)];
        return node.Op == Op.ReduceSum ? With(node, [inputs[0].Value, Ops.Int64s(axes)]) : With(node, [inputs[0].Value], ("axes", axes));
    }

    private static Node With(Node node, Value[] inputs, params (string Name, object Value)[] attributes)
    {
        if (attributes.Length == 0) return new Node(node.Op, inputs, node.Attributes);
        var all = new Dictionary<string, object>(node.Attributes);
        foreach (var (name, value) in attributes) all[name] = value;
        return new Node(node.Op, inputs, all);
    }

    private static Value[] Values(Lifted[] inputs) => Array.ConvertAll(inputs, input => input.Value);

    private static Value[] Raised(Lifted[] inputs, Node node, int rank) =>
        [.. inputs.Select((input, i) => Raised(input, node.Inputs[i], rank))];

    // Broadcasting aligns the last axes, so an operand with fewer axes than the result gets axes of size 1 after the axis of the steps.
    private static Value Raised(Lifted input, Value inside, int rank) =>
        input.Varies ? Ops.Unsqueeze(input.Value, [.. Enumerable.Range(1, rank - inside.Shape.Rank)]) : input.Value;

    private static Value Moved(Node node, int rank) =>
        Ops.Int64s(Array.ConvertAll(node.Inputs[1].Constant!.ToArray<long>(), axis => Shapes.Axis(axis, rank, node.Op) + 1L));

    private static Value Padded(Node node)
    {
        var (pads, rank) = (node.Inputs[1].Constant!.ToArray<long>(), node.Inputs[0].Shape.Rank);
        return Ops.Int64s([0, .. pads[..rank], 0, .. pads[rank..]]);
    }

    private static long Axis(Node node, int input) =>
        Shapes.Axis(node.Inputs[input].Constant!.AsSpan<long>()[0], node.Inputs[0].Shape.Rank, node.Op);
}
