namespace Layers;

/// <summary>Determines whether each row of a graph's outputs depends only on the same row of its inputs, so that rows may be predicted in
/// parts, or together with other rows.</summary>
/// <remarks>An operator without a rule here is assumed to mix rows.</remarks>
internal static class RowWise
{
    /// <summary>Whether a graph with one input and one output, both with the batch first, keeps rows apart.</summary>
    public static bool Is(Graph graph) => graph.Inputs.Count == 1 && graph.Outputs.Count == 1 && IsOfAll(graph);

    /// <summary>Whether a graph with any number of inputs and outputs, all with the batch first, keeps rows apart.</summary>
    public static bool IsOfAll(Graph graph)
    {
        if (graph.Inputs is not [{ Shape.Rank: > 0 } input, ..] || input.Shape[0].IsKnown) return false;
        if (graph.Inputs.Any(other => other.Shape.Rank == 0 || other.Shape[0] != input.Shape[0])) return false;
        var (rows, shapes) = (new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance),
            new HashSet<Value>(ReferenceEqualityComparer.Instance));
        foreach (var node in graph.Nodes)
        {
            // The sizes of the other axes do not depend on how the rows are split.
            if (node.Inputs.Any(shapes.Contains) && !TakesSizesOfOtherAxes(node)) return false;
            if (!node.Inputs.Any(rows.Contains)) continue;
            if (node.Op == Op.ShapeOf)
            {
                shapes.Add(node.Outputs[0]);
                continue;
            }
            if (!KeepsRowsApart(node, rows) || node.Outputs.Any(value => value.Shape.Rank == 0 || value.Shape[0] != input.Shape[0]))
                return false;
            rows.UnionWith(node.Outputs);
        }
        return graph.Outputs.All(output => rows.Contains(output.Value));
    }

    private static bool TakesSizesOfOtherAxes(Node node) =>
        node.Op == Op.Gather && Numbers(node, 1) is { } axes && axes.All(axis => axis > 0);

    private static bool KeepsRowsApart(Node node, HashSet<Value> rows)
    {
        var inputs = node.Inputs;
        if (node.Op.Is(OpTraits.Elementwise)) return inputs.All(value => IsAligned(value, node.Outputs[0].Shape.Rank, rows));
        if (node.Op.Is(OpTraits.AlongAxis)) return node.Axis != 0 && (node.Op != Op.Concat || inputs.All(rows.Contains));
        if (node.Op.Is(OpTraits.Reduces)) return Axes(node) is { } axes && !axes.Any(axis => axis == 0 || axis == -inputs[0].Shape.Rank);
        // The second operand is weights, or a matrix for each row.
        if (node.Op == Op.MatMul)
            return inputs[1].Shape.Rank == 2
                ? inputs[0].Shape.Rank >= 2 && !rows.Contains(inputs[1])
                : inputs.All(value => IsAligned(value, node.Outputs[0].Shape.Rank, rows));
        // The first axis is the batch, and the operands after the first are weights.
        if (node.Op.Is(OpTraits.SlidesWindow)) return inputs.Skip(1).All(value => !rows.Contains(value));
        if (node.Op == Op.Transpose) return node.Attributes.TryGetValue("perm", out var perm) && ((long[])perm)[0] == 0;
        if (node.Op == Op.Pad) return Numbers(node, 1) is { } pads && pads[0] == 0 && pads[pads.Length / 2] == 0;
        if (node.Op == Op.Slice) return Numbers(node, 3) is { } sliced && !sliced.Any(axis => axis == 0 || axis == -inputs[0].Shape.Rank);
        // The caller has checked that the batch is still the first axis, so each row was reshaped to a row.
        if (node.Op == Op.Reshape || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze) return !rows.Contains(inputs[1]);
        // An embedding looks up rows of a table by the numbers of each row.
        return node.Op == Op.Gather && !rows.Contains(inputs[0]) && node.Axis == 0;
    }

    // Broadcasting aligns axes from the last, so the rows of an operand are aligned with those of the result only if it has the same rank.
    private static bool IsAligned(Value value, int rank, HashSet<Value> rows) =>
        rows.Contains(value) ? value.Shape.Rank == rank : value.Shape.Rank < rank || value.Shape[0] == 1;

    private static long[]? Numbers(Node node, int input) =>
        node.Inputs.Count > input && node.Inputs[input].Node.Op == Op.Constant ? node.Inputs[input].Node.Constant.ToArray<long>() : null;

    private static long[]? Axes(Node node)
    {
        if (node.Inputs.Count > 1) return Numbers(node, 1);
        return node.Attributes.TryGetValue("axes", out var axes) ? (long[])axes : null;
    }
}
