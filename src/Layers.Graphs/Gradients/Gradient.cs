namespace Layers.Graphs;

/// <summary>Symbolic gradients by the chain rule, with one table row for each operator. The gradients are again symbolic values.</summary>
public static class Gradient
{
    /// <summary>Returns the gradients of a scalar with respect to some values.</summary>
    /// <param name="y">A floating-point scalar, for example a loss.</param>
    /// <param name="xs">The values, for example weights.</param>
    /// <returns>One gradient for each of <paramref name="xs"/>, with its shape; <see langword="null"/> if <paramref name="y"/> does not
    /// depend on it.</returns>
    /// <exception cref="ArgumentException"><paramref name="y"/> has axes or is not floating-point.</exception>
    public static IReadOnlyList<Value?> Of(Value y, params IReadOnlyList<Value> xs)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(xs);
        if (y.Shape.Rank != 0 || !y.Type.IsFloat()) throw Throw.GradientNeedsANumber(y);

        return Of([(y, Ops.Scalar(1, y.Type))], xs);
    }

    /// <summary>Returns the gradients with respect to some values, from the gradients with respect to values that are computed from
    /// them.</summary>
    /// <param name="ys">The computed values, each with its gradient.</param>
    /// <param name="xs">The values.</param>
    internal static IReadOnlyList<Value?> Of(IReadOnlyList<(Value Y, Value Dy)> ys, IReadOnlyList<Value> xs)
    {
        var graph = Graph.Of([.. ys.Select(each => each.Y)]);
        var dependent = DependentNodes(graph, xs);
        var gradients = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var (y, dy) in ys) gradients[y] = gradients.TryGetValue(y, out var sum) ? sum + dy : dy;
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Inputs.Any(x => NeedsGradient(x, dependent)) || GradientRules.Table[node.Op] is not { } rule) continue;
            Value?[] dys = [.. node.Outputs.Select(output => gradients.GetValueOrDefault(output))];
            if (Array.TrueForAll(dys, dy => dy is null)) continue;
            var dxs = rule(dys, node);
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                var x = node.Inputs[i];
                if (dxs[i] is not { } dx || !NeedsGradient(x, dependent)) continue;
                dx = SumTo(dx, x);
                gradients[x] = gradients.TryGetValue(x, out var sum) ? sum + dx : dx;
            }
        }
        return [.. xs.Select(x => gradients.GetValueOrDefault(x))];
    }

    // Only values between the xs and y need gradients. Data, labels and shapes do not.
    private static HashSet<Node> DependentNodes(Graph graph, IReadOnlyList<Value> xs)
    {
        var dependent = new HashSet<Node>(xs.Select(x => x.Node));
        foreach (var node in graph.Nodes)
            if (node.Op != Op.StopGradient && node.Inputs.Any(input => dependent.Contains(input.Node)))
                dependent.Add(node);
        return dependent;
    }

    // Only floating-point values have gradients, whatever the rules of the operators around them return.
    private static bool NeedsGradient(Value x, HashSet<Node> dependent) => x.Type.IsFloat() && dependent.Contains(x.Node);

    // If the forward pass broadcasts x along an axis, the gradient of x is the sum along that axis.
    private static Value SumTo(Value dx, Value x)
    {
        if (dx.Shape.Equals(x.Shape)) return dx;
        var extra = dx.Shape.Rank - x.Shape.Rank;
        int[] repeated = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape[axis] == 1 && dx.Shape[axis + extra] != 1)];
        if (extra > 0) dx = Ops.ReduceSum(dx, [.. Enumerable.Range(0, extra)], keepDims: false);
        return repeated.Length == 0 ? dx : Ops.ReduceSum(dx, repeated);
    }
}
