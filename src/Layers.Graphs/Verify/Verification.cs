namespace Layers.Graphs;

/// <summary>The rules for graphs beyond those that every call of an operator checks already.</summary>
internal static class Verification
{
    // The newest operator set that our version of ONNX Runtime supports.
    public const int NewestOpset = 23;

    public static IReadOnlyList<Problem> Of(Graph graph) =>
    [
        .. graph.Nodes.Where(node => node.Op.Domain.Length == 0 && node.Since > NewestOpset)
            .Select(node => new Problem(node, $"{node.Op} needs operator set {node.Since}; runtimes support up to {NewestOpset}.")),
        .. graph.Outputs.Count == 0 ? [new Problem(null, "The graph has no outputs, so it computes nothing.")] : Array.Empty<Problem>(),
        .. graph.Outputs.Where(output => output.Key.Length == 0)
            .Select(output => new Problem(null, $"The output {output.Value} has an empty name; every output needs a name.")),
        .. Repeated(graph.Inputs.Select(input => input.Name!))
            .Select(name => new Problem(null, $"Several inputs are named '{name}'; every input needs a unique name.")),
        .. Repeated(graph.Outputs.Select(output => output.Key))
            .Select(name => new Problem(null, $"Several outputs are named '{name}'; every output needs a unique name.")),
        .. graph.Outputs.Select(output => output.Key).Intersect(graph.Inputs.Select(input => input.Name!))
            .Select(name => new Problem(null, $"'{name}' is the name of an input and of an output; one of them needs another name.")),
        .. graph.Nodes.SelectMany(node => ShapesToBroadcast(node).Where(pair => Shapes.IsUnproven(pair.A, pair.B)).Take(1)
            .Select(pair => new Problem(node, $"{node}: sizes with different names are combined ({pair.A} and {pair.B}); " +
                "only sizes with the same name are known to be equal."))),
        .. graph.Nodes.Where(node => !node.Op.Is(OpTraits.Carries)
        && node.Inputs.Concat(node.Outputs).Any(value => value.Type == DType.BFloat16))
            .Select(node => new Problem(node, $"{node}: runtimes compute bfloat16 only in Cast; compute in float32 and cast the result.")),
        .. BeforeHost(graph).Where(node => !node.Op.Is(OpTraits.Managed))
            .Select(node => new Problem(node, $"{node}: {HostAfter(graph, node)} depends on it and runs in managed code " +
                $"before the engine, but managed code has no kernel for {node.Op}.")),
        .. graph.AllNodes().Except(graph.Nodes).Where(node => node.Op.IsHost)
            .Select(node => new Problem(node, $"{node} is in a body, which the engine runs, " +
                $"but managed code runs {node.Op} before the engine.")),
        .. graph.Nodes.Where(node => node.Body is not null)
            .SelectMany(node => Of(node.Body!)
                .Select(problem => problem with { Message = $"In the body of {node.Op}: {problem.Message}" })),
    ];

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key);

    // The pairs of shapes that must broadcast for a node to run.
    private static IEnumerable<(Shape A, Shape B)> ShapesToBroadcast(Node node)
    {
        if (node.Op.Is(OpTraits.Broadcasts))
        {
            for (var i = 1; i < node.Inputs.Count; i++)
                for (var j = 0; j < i; j++)
                    yield return (node.Inputs[j].Shape, node.Inputs[i].Shape);
        }
        else if (node.Op == Op.MatMul)
        {
            var (a, b) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
            yield return (a[..^2], b[..^2]);
            yield return ([a[^1]], [b[^2]]);
        }
        else if (node.Op == Op.Concat)
        {
            var axis = node.Axis;
            foreach (var part in node.Inputs.Skip(1)) yield return (node.Inputs[0].Shape.With(axis, 1), part.Shape.With(axis, 1));
        }
        else if (node.Op == Op.Expand && Shapes.Content(node.Inputs[1]) is { } sizes)
        {
            yield return (node.Inputs[0].Shape, sizes);
        }
    }

    // The nodes that host operators depend on, and the host operators.
    private static HashSet<Node> BeforeHost(Graph graph)
    {
        var before = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes.Reverse())
            if (node.Op.IsHost || before.Contains(node))
            {
                before.Add(node);
                before.UnionWith(node.Inputs.Select(input => input.Node));
            }
        return before;
    }

    private static Op HostAfter(Graph graph, Node node) =>
        graph.Nodes.First(host => host.Op.IsHost && Graph.Of(host.Outputs[0]).Nodes.Contains(node)).Op;
}
