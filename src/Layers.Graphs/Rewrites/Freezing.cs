namespace Layers.Graphs;

/// <summary>Graph inputs become constants, as weights do when a model predicts or is exported.</summary>
public static class Freezing
{
    /// <summary>The same graph with some inputs replaced by tensors.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tensors">The tensor of each input to replace, of its element type and shape.</param>
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
