namespace Layers.Graphs;

/// <summary>Graph inputs become other values.</summary>
public static class Substitution
{
    /// <summary>The same graph with some inputs replaced by values, whose own inputs take their place.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="values">What takes the place of each input to replace, of its element type and shape.</param>
    /// <exception cref="ArgumentException">A value has another type or shape than its input.</exception>
    public static Graph Substitute(this Graph graph, IReadOnlyDictionary<Value, Value> values)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(values);
        return graph.Rewrite((node, _) =>
        {
            if (node.Op != Op.Input || !values.TryGetValue(node.Outputs[0], out var value)) return null;
            return value.Type == node.Outputs[0].Type && value.Shape.Equals(node.Outputs[0].Shape) ? [value] : throw Throw.CannotStandFor(node.Outputs[0], value);
        });
    }
}
