namespace Layers.Graphs;

/// <summary>Transposes move along until they meet their inverse, so that a run of layers changes the order of the axes at its edges
/// alone.</summary>
/// <remarks>Keras has the channels of images last and ONNX first, so that each convolution stands between two transposes. Those of matrices
/// are left where they are: runtimes take them into the product that follows.</remarks>
public static class TransposeCancelling
{
    // What an open size counts for; a batch is rarely smaller.
    private const double OpenSize = 32;

    /// <summary>The same graph with fewer elements to move from one order of axes to another.</summary>
    /// <param name="graph">The graph. Where nothing is to be won it comes back as it is.</param>
    public static Graph CancelTransposes(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var best = graph;
        if (Cost(graph) == 0) return graph;
        // Where one side of a sum is moved and the other is not, which one should give way is known only at the end.
        foreach (var rewritten in (Graph[])[new TransposeMover(prefersMoved: true).Rewrite(graph), new TransposeMover(prefersMoved: false).Rewrite(graph)])
            if (Cost(rewritten) < Cost(best)) best = rewritten;
        return best;
    }

    /// <summary>How many elements the graph's transposes move, those of constants and matrices left out.</summary>
    private static double Cost(Graph graph)
    {
        var cost = 0.0;
        foreach (var node in graph.Nodes)
            if (node.Op == Op.Transpose && node.Inputs[0].Shape.Rank > 2 && node.Inputs[0].Constant is null)
                cost += node.Inputs[0].Shape.Aggregate(1.0, (product, size) => product * (size.IsKnown ? size.Size : OpenSize));
        return cost;
    }
}
