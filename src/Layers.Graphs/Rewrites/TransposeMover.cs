namespace Layers.Graphs;

/// <summary>One pass through a graph that delays every transpose until an operator needs its order of axes.</summary>
/// <param name="prefersMoved">Whether an elementwise operator uses a moved order of axes if as many operands have a moved order as the
/// original one.</param>
internal sealed partial class TransposeMover(bool prefersMoved)
{
    private readonly Dictionary<Value, Moved> _moved = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Value, string), Value> _originals = [];

    private bool _hasBatch;

    public Graph Rewrite(Graph graph)
    {
        _hasBatch = graph.Inputs.Any(input => !input.Shape.IsKnown);
        foreach (var node in graph.Nodes)
        {
            var outputs = Move(node) ?? [.. Kept(node).Outputs.Select(output => new Moved(output, null))];
            for (var i = 0; i < outputs.Count; i++) _moved[node.Outputs[i]] = outputs[i];
        }
        return graph.Mapped(Original);
    }

    // The original value is Value, transposed by Perm; null if Value is the original value.
    private readonly record struct Moved(Value Value, int[]? Perm);

    private Node Kept(Node node) => node.With([.. node.Inputs.Select(Original)]);

    /// <summary>Returns the original value, with its transpose.</summary>
    private Value Original(Value value)
    {
        var (moved, perm) = _moved[value];
        if (perm is null) return moved;
        var key = (moved, string.Join(',', perm));
        return _originals.TryGetValue(key, out var original) ? original : _originals[key] = Ops.Transpose(moved, perm);
    }

    /// <summary>Returns the moved outputs of a node; null if the node needs its original inputs.</summary>
    private IReadOnlyList<Moved>? Move(Node node)
    {
        if (node.Op == Op.Transpose) return Transposed(node);
        // If the graph has a batch of unknown size, values of known sizes are weights, their gradients and the optimizer's state. Their
        // order of axes must not change, because it is kept from step to step.
        if (_hasBatch && node.Outputs.All(output => output.Shape.IsKnown) && node.Op != Op.ShapeOf && !node.Op.Is(OpTraits.Reduces))
            return null;
        if (node.Inputs.Count == 0 || node.Inputs.All(input => _moved[input].Perm is null)) return null;
        if (node.Inputs.Count == 1 && node.Op.Is(OpTraits.Elementwise))
            return OutputsOf(node, [_moved[node.Inputs[0]].Value], _moved[node.Inputs[0]].Perm);
        if (node.Op.Is(OpTraits.Elementwise)) return Combined(node);
        return _moved[node.Inputs[0]].Perm is { } perm ? ByRule(node, perm) : null;
    }

    private IReadOnlyList<Moved>? Transposed(Node node)
    {
        if (node.Inputs[0].Shape.Rank < 3) return null;
        var (value, before) = _moved[node.Inputs[0]];
        if (value.Constant is not null) return null;
        var perm = Array.ConvertAll((long[])node.Attributes["perm"], axis => before is null ? (int)axis : before[axis]);
        // A transpose before an expand moves fewer elements than after it.
        if (value.Node.Op == Op.Expand && value.Node.Inputs[0] is { } few && few.Shape.Rank == perm.Length
            && value.Node.Inputs[1].Shape[0] == perm.Length && few.Shape.Zip(value.Shape).Any(pair => pair.First == 1 && pair.Second != 1))
            return [new(Ops.Expand(Ops.Transpose(few, perm), ReorderedSizes(value.Node.Inputs[1], perm)), null)];
        return [new(value, IsInOrder(perm) ? null : perm)];
    }

    private IReadOnlyList<Moved>? Combined(Node node)
    {
        var rank = node.Outputs[0].Shape.Rank;
        int[][] orders = [.. node.Inputs.Where(input => input.Shape.Rank > 2 && _moved[input].Value.Constant is null)
            .Select(input => Order(input, rank))];
        if (orders.Length == 0) return null;
        var best = orders.GroupBy(order => string.Join(',', order))
            .OrderByDescending(group => group.Count()).ThenByDescending(group => IsInOrder(group.First()) != prefersMoved).First().First();
        return IsInOrder(best) ? null : OutputsOf(node, [.. node.Inputs.Select(input => Reordered(input, best))], best);
    }

    /// <summary>Returns the order of a value's axes as axes of a value with more axes that it broadcasts to.</summary>
    private int[] Order(Value input, int rank)
    {
        var more = rank - input.Shape.Rank;
        return [.. Enumerable.Range(0, more),
            .. (_moved[input].Perm ?? [.. Enumerable.Range(0, input.Shape.Rank)]).Select(axis => axis + more)];
    }

    /// <summary>Returns a value in the order of axes of other operands, so that one transpose of the result replaces those of the
    /// operands.</summary>
    private Value Reordered(Value input, int[] perm)
    {
        if (input.Shape.Rank == 0 || (_moved[input].Perm is not null && Order(input, perm.Length).AsSpan().SequenceEqual(perm)))
            return _moved[input].Value;
        var (original, inverse, more) = (Original(input), Inverse(perm), perm.Length - input.Shape.Rank);
        int[] order = [.. inverse.Where(axis => axis >= more).Select(axis => axis - more)];
        if (!IsInOrder(order)) original = Ops.Transpose(original, order);
        return Ops.Unsqueeze(original, [.. Enumerable.Range(0, perm.Length).Where(axis => inverse[axis] < more)]);
    }

    private static List<Moved> OutputsOf(Node node, Value[] inputs, int[]? perm, params (string Name, object Value)[] attributes)
    {
        var all = new Dictionary<string, object>(node.Attributes);
        foreach (var (name, value) in attributes) all[name] = value;
        return [.. new Node(node.Op, inputs,
            all).Outputs.Select(output => new Moved(output, perm is null || IsInOrder(perm) ? null : perm))];
    }

    private static bool IsInOrder(int[] perm)
    {
        for (var i = 0; i < perm.Length; i++)
            if (perm[i] != i)
                return false;
        return true;
    }

    private static int[] Inverse(int[] perm)
    {
        var inverse = new int[perm.Length];
        for (var i = 0; i < perm.Length; i++) inverse[perm[i]] = i;
        return inverse;
    }
}
