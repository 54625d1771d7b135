namespace Layers.Graphs;

/// <summary>Symbolic gradients: the chain rule, one table row an operator, in the same graph language.</summary>
public static class Gradient
{
    /// <summary>The gradients of a number with respect to some values.</summary>
    /// <param name="y">A floating-point value without axes, as a loss is.</param>
    /// <param name="xs">The values, as weights are.</param>
    /// <returns>One gradient for each of <paramref name="xs"/>, of its shape; <see langword="null"/> where <paramref name="y"/> does not
    /// depend on it.</returns>
    /// <exception cref="ArgumentException"><paramref name="y"/> has axes or is not floating-point.</exception>
    public static IReadOnlyList<Value?> Of(Value y, params IReadOnlyList<Value> xs)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(xs);
        if (y.Shape.Rank != 0 || !y.Type.IsFloat()) throw Throw.GradientNeedsANumber(y);

        return Of([(y, Ops.Scalar(1, y.Type))], xs);
    }

    /// <summary>The gradients of something with respect to some values, from its gradients with respect to what is computed from
    /// them.</summary>
    /// <param name="ys">What is computed, each with its gradient.</param>
    /// <param name="xs">The values.</param>
    internal static IReadOnlyList<Value?> Of(IReadOnlyList<(Value Y, Value Dy)> ys, IReadOnlyList<Value> xs)
    {
        var graph = Graph.Of([.. ys.Select(each => each.Y)]);
        var wanted = Reaching(graph, xs);
        var gradients = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var (y, dy) in ys) gradients[y] = gradients.TryGetValue(y, out var sum) ? sum + dy : dy;
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!node.Inputs.Any(x => IsWanted(x, wanted)) || GradientRules.Table[node.Op] is not { } rule) continue;
            Value?[] dys = [.. node.Outputs.Select(output => gradients.GetValueOrDefault(output))];
            if (Array.TrueForAll(dys, dy => dy is null)) continue;
            var dxs = rule(dys, node);
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                var x = node.Inputs[i];
                if (dxs[i] is not { } dx || !IsWanted(x, wanted)) continue;
                dx = SumTo(dx, x);
                gradients[x] = gradients.TryGetValue(x, out var sum) ? sum + dx : dx;
            }
        }
        return [.. xs.Select(x => gradients.GetValueOrDefault(x))];
    }

    // Only what lies between the xs and y needs gradients: no work for data, labels and shapes.
    private static HashSet<Node> Reaching(Graph graph, IReadOnlyList<Value> xs)
    {
        var reaching = new HashSet<Node>(xs.Select(x => x.Node));
        foreach (var node in graph.Nodes)
            if (node.Op != Op.StopGradient && node.Inputs.Any(input => reaching.Contains(input.Node)))
                reaching.Add(node);
        return reaching;
    }

    // Nothing flows through numbers that move in steps, whatever the operators around them say.
    private static bool IsWanted(Value x, HashSet<Node> wanted) => x.Type.IsFloat() && wanted.Contains(x.Node);

    // Where the forward pass repeated x along an axis, the gradient is the sum of what the copies got.
    private static Value SumTo(Value dx, Value x)
    {
        if (dx.Shape.Equals(x.Shape)) return dx;
        var extra = dx.Shape.Rank - x.Shape.Rank;
        int[] repeated = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape[axis] == 1 && dx.Shape[axis + extra] != 1)];
        if (extra > 0) dx = Ops.ReduceSum(dx, [.. Enumerable.Range(0, extra)], keepDims: false);
        return repeated.Length == 0 ? dx : Ops.ReduceSum(dx, repeated);
    }
}
