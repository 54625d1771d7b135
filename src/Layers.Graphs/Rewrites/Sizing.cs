namespace Layers.Graphs;

/// <summary>Sizes that were left open become numbers, so that what follows from them is computed once.</summary>
public static class Sizing
{
    /// <summary>The same graph for inputs of given sizes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="sizes">The size, 0 or more, for each name; names that no input has are passed over.</param>
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
            var shape = Shape.Create([.. input.Shape.Select(size => size.Name is { } name && sizes.TryGetValue(name, out var number) ? number : size)]);
            return shape.Equals(input.Shape) ? null : [Ops.Input(input.Name!, shape, input.Type)];
        });
    }
}
