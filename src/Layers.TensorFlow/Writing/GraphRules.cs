namespace Layers.TensorFlow;

/// <summary>Writes the nodes of a graph, each by its row of the table.</summary>
internal static class GraphRules
{
    /// <summary>Returns the graph with operators replaced by their formulas of other operators.</summary>
    public static Graph WithFormulas(Graph graph)
    {
        // ScatterElements comes last, because the simplifications for ONNX Runtime would undo its replacement.
        var first = Replaced(graph, node => node.Op != Op.ScatterElements);
        return Replaced(ReferenceEquals(first, graph) ? graph : first.Optimize(), node => node.Op == Op.ScatterElements);
    }

    private static Graph Replaced(Graph graph, Func<Node, bool> which) =>
        !graph.AllNodes().Any(node => which(node) && WriteRules.Table.FormulaOf(node) is not null) ? graph
        : graph.Rewrite((node, inputs) => node.Body is { } body ? node.WithBody(inputs, Replaced(body, which)).Outputs : which(node)
            ? WriteRules.Table.FormulaOf(node) : null);

    /// <summary>Writes a graph for given inputs, and returns its outputs.</summary>
    public static IReadOnlyList<Port> Write(NodeWriter to, Graph graph, IReadOnlyList<Port> inputs)
    {
        var ports = new Dictionary<Value, Port>(ReferenceEqualityComparer.Instance);
        foreach (var (input, port) in graph.Inputs.Zip(inputs)) ports[input] = port;
        foreach (var node in graph.Nodes)
        {
            if (node.Op == Op.Input) continue;
            var outputs = WriteRules.Table[node](to, node, [.. node.Inputs.Select(input => ports[input])]);
            for (var i = 0; i < outputs.Length; i++) ports[node.Outputs[i]] = outputs[i];
        }
        return [.. graph.Outputs.Select(output => ports[output.Value])];
    }
}
