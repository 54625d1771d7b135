namespace Layers.Graphs;

/// <summary>All rewrites that leave less to do, in the order in which one makes room for the next.</summary>
public static class Optimization
{
    /// <summary>The same graph with less to do.</summary>
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
