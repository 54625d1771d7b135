namespace Layers.Graphs;

/// <summary>A rewrite that moves transposes along the graph until they cancel with their inverse, so that a run of layers is transposed
/// only at its start and end.</summary>
/// <remarks>In Keras the channels of images are the last axis, and in ONNX they are the first after the batch, so each convolution is
/// between two transposes. Transposes of matrices are not moved, because runtimes fuse them into the product that follows.</remarks>
public static class TransposeCancelling
{
    // The size that is assumed for an unknown size. A batch is rarely smaller.
    private const double OpenSize = 32;

    /// <summary>Returns the graph with transposes of fewer elements.</summary>
    /// <param name="graph">The graph. If nothing can be improved, the same graph is returned.</param>
    public static Graph CancelTransposes(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var best = graph;
        if (Cost(graph) == 0) return graph;
        // If one operand of a sum is transposed and the other is not, only the complete rewrite shows which order is cheaper.
        foreach (var rewritten in (Graph[])[new TransposeMover(prefersMoved: true).Rewrite(graph),
            new TransposeMover(prefersMoved: false).Rewrite(graph)])
            if (Cost(rewritten) < Cost(best)) best = rewritten;
        return best;
    }

    /// <summary>Returns the number of elements that the transposes of a graph move, except those of constants and matrices.</summary>
    private static double Cost(Graph graph)
    {
        var cost = 0.0;
        foreach (var node in graph.Nodes)
            if (node.Op == Op.Transpose && node.Inputs[0].Shape.Rank > 2 && node.Inputs[0].Constant is null)
                cost += node.Inputs[0].Shape.Aggregate(1.0, (product, size) => product * (size.IsKnown ? size.Size : OpenSize));
        return cost;
    }
}
