namespace Layers.Graphs;

/// <summary>Runs all rewrites that reduce the work of a graph, in an order in which each prepares the next.</summary>
public static class Optimization
{
    /// <summary>Returns an equivalent graph with less work.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph Optimize(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Nodes.Any(node => node.Body is not null)) graph = graph.SplitLoops().Rewrite(WithOptimizedBody);
        return graph.OrderScatters().FoldConstants().CancelTransposes().FoldConstants().Simplify().RemoveDuplicates();
    }

    private static IReadOnlyList<Value>? WithOptimizedBody(Node node, IReadOnlyList<Value> inputs) =>
        node.Body is { } body ? node.WithBody(inputs, body.Optimize()).Outputs : null;
}
