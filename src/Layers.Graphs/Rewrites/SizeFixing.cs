namespace Layers.Graphs;

/// <summary>A rewrite that replaces unknown sizes by numbers, so that nodes that depend only on sizes can become constants.</summary>
public static class SizeFixing
{
    /// <summary>Returns the graph for inputs of given sizes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="sizes">The size, 0 or more, for each name. Names that no input has are ignored.</param>
    /// <exception cref="ArgumentException">An operator cannot work on tensors of these sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Graph FixSizes(this Graph graph, IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(sizes);
        return graph.Rewrite((node, _) =>
        {
            if (node.Op != Op.Input) return null;
            var input = node.Outputs[0];
            var shape = Shape.Create([.. input.Shape.Select(size => size.Name is { } name && sizes.TryGetValue(name, out var number)
                ? number : size)]);
            return shape.Equals(input.Shape) ? null : [Ops.Input(input.Name!, shape, input.Type)];
        });
    }

    /// <summary>Returns a body whose inputs have the shapes of given types.</summary>
    /// <param name="body">The body of a <see cref="Op.Scan"/>.</param>
    /// <param name="types">The type of the value for each input of the body.</param>
    internal static Graph Fitted(this Graph body, IReadOnlyList<TensorType> types)
    {
        var shapes = new Dictionary<Value, Shape>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < types.Count; i++)
            if (!types[i].Shape.Equals(body.Inputs[i].Shape)) shapes[body.Inputs[i]] = types[i].Shape;
        if (shapes.Count == 0) return body;
        return body.Rewrite((node, _) => node.Op == Op.Input && shapes.TryGetValue(node.Outputs[0], out var shape)
            ? [Ops.Input(node.Outputs[0].Name!, shape, node.Outputs[0].Type)] : null);
    }
}
