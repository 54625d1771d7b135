namespace Layers.Graphs;

/// <summary>A rewrite that replaces graph inputs by constants, for example weights when a model predicts or is exported.</summary>
public static class Freezing
{
    /// <summary>Returns the graph with some inputs replaced by tensors.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tensors">The tensor for each input to replace, with the element type and shape of the input.</param>
    /// <exception cref="ArgumentException">A tensor has another type or shape than its input.</exception>
    public static Graph Freeze(this Graph graph, IReadOnlyDictionary<Value, TensorData> tensors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tensors);
        return graph.Rewrite((node, _) =>
        {
            if (node.Op != Op.Input || !tensors.TryGetValue(node.Outputs[0], out var data)) return null;
            var input = node.Outputs[0];
            if (data.Type != input.Type || !data.Shape.MayBe(input.Shape)) throw Throw.DoesNotFitInput(input, data);
            return [Ops.Constant(data)];
        });
    }
}
