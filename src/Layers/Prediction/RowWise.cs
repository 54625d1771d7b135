namespace Layers;

/// <summary>Whether each row of a graph's outputs follows from the same row of its inputs alone, so that rows may be predicted in parts, or
/// with others.</summary>
/// <remarks>Only what is known to keep rows apart counts: an operator without a rule here is taken to mix them.</remarks>
internal static class RowWise
{
    /// <summary>Looks at a graph of one input and one output, both with the batch first.</summary>
    public static bool Is(Graph graph) => graph.Inputs.Count == 1 && graph.Outputs.Count == 1 && IsOfAll(graph);

    /// <summary>Looks at a graph of any number of inputs and outputs, all with the batch first.</summary>
    public static bool IsOfAll(Graph graph)
    {
        if (graph.Inputs is not [{ Shape.Rank: > 0 } input, ..] || input.Shape[0].IsKnown) return false;
        if (graph.Inputs.Any(other => other.Shape.Rank == 0 || other.Shape[0] != input.Shape[0])) return false;
        var (rows, shapes) = (new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance), new HashSet<Value>(ReferenceEqualityComparer.Instance));
        foreach (var node in graph.Nodes)
        {
            // Sizes of other axes than the first are the same however the rows are parted.
            if (node.Inputs.Any(shapes.Contains) && !TakesOtherSizes(node)) return false;
            if (!node.Inputs.Any(rows.Contains)) continue;
            if (node.Op == Op.ShapeOf)
            {
                shapes.Add(node.Outputs[0]);
                continue;
            }
            if (!KeepsApart(node, rows) || node.Outputs.Any(value => value.Shape.Rank == 0 || value.Shape[0] != input.Shape[0])) return false;
            rows.UnionWith(node.Outputs);
        }
        return graph.Outputs.All(output => rows.Contains(output.Value));
    }

    private static bool TakesOtherSizes(Node node) => node.Op == Op.Gather && Numbers(node, 1) is { } axes && axes.All(axis => axis > 0);

    private static bool KeepsApart(Node node, HashSet<Value> rows)
    {
        var inputs = node.Inputs;
        if (node.Op.Is(OpTraits.Elementwise)) return inputs.All(value => IsAligned(value, node.Outputs[0].Shape.Rank, rows));
        if (node.Op.Is(OpTraits.AlongAxis)) return node.Axis != 0 && (node.Op != Op.Concat || inputs.All(rows.Contains));
        if (node.Op.Is(OpTraits.Reduces)) return Axes(node) is { } axes && !axes.Any(axis => axis == 0 || axis == -inputs[0].Shape.Rank);
        // Weights, or a matrix for each row.
        if (node.Op == Op.MatMul) return inputs[1].Shape.Rank == 2 ? inputs[0].Shape.Rank >= 2 && !rows.Contains(inputs[1]) : inputs.All(value => IsAligned(value, node.Outputs[0].Shape.Rank, rows));
        // The first axis is the batch, and what comes after the first input are weights.
        if (node.Op.Is(OpTraits.SlidesWindow)) return inputs.Skip(1).All(value => !rows.Contains(value));
        if (node.Op == Op.Transpose) return node.Attributes.TryGetValue("perm", out var perm) && ((long[])perm)[0] == 0;
        if (node.Op == Op.Pad) return Numbers(node, 1) is { } pads && pads[0] == 0 && pads[pads.Length / 2] == 0;
        if (node.Op == Op.Slice) return Numbers(node, 3) is { } sliced && !sliced.Any(axis => axis == 0 || axis == -inputs[0].Shape.Rank);
        // That the batch is still the first axis says that each row was reshaped into a row.
        if (node.Op == Op.Reshape || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze) return !rows.Contains(inputs[1]);
        // An embedding: rows of a table, looked up by each row's numbers.
        return node.Op == Op.Gather && !rows.Contains(inputs[0]) && node.Axis == 0;
    }

    // Broadcasting aligns axes from the last: only an operand of full rank has its rows where the result has them.
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
