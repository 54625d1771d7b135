namespace Layers.Graphs;

/// <summary>All rewrites that leave less to do, in the order in which one makes room for the next.</summary>
public static class Optimization
{
    /// <summary>The same graph with less to do.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph Optimize(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.FoldConstants().CancelTransposes().FoldConstants().Simplify().RemoveDuplicates();
    }
}
