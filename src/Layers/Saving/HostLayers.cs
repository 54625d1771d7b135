namespace Layers;

/// <summary>Finds the layer of a model that has a host operator, which files for other runtimes cannot have.</summary>
internal static class HostLayers
{
    /// <summary>Throws if a model has a host operator, because it cannot be exported.</summary>
    /// <exception cref="NotSupportedException">There is such an operator; the message names the layer and the operator.</exception>
    public static void Refuse(Model model, Graph graph)
    {
        var left = graph.Nodes.Where(node => node.Op.IsHost).Select(node => node.Op).ToHashSet();
        if (left.Count > 0 && First(model, node => left.Contains(node.Op)) is { } first) throw Throw.CannotExport(first.Layer, first.Node);
    }

    /// <summary>Returns the calls of a model's layers in order; the calls within a layer precede the call of that layer.</summary>
    public static IReadOnlyList<(Layer Layer, IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Outputs)> CallsOf(Model model)
    {
        var record = new CallRecord(null, isTraining: false) { Calls = [] };
        model.ApplyAll([.. model.Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))], record);
        return record.Calls;
    }

    // Returns the first layer that computes a node for which isWanted is true, outside of loops; null if there is none.
    private static (Layer Layer, Node Node)? First(Model model, Func<Node, bool> isWanted)
    {
        foreach (var (layer, inputs, outputs) in CallsOf(model))
            if (Find(inputs, outputs, isWanted) is { } node) return (layer, node);
        return null;
    }

    // Searches the nodes between the inputs of a call and its outputs.
    private static Node? Find(IReadOnlyList<Value> inputs, IReadOnlyList<Value> outputs, Func<Node, bool> isWanted)
    {
        var (seen, open) = (new HashSet<Value>(inputs, ReferenceEqualityComparer.Instance), new Stack<Value>(outputs));
        while (open.TryPop(out var value))
        {
            if (!seen.Add(value)) continue;
            if (isWanted(value.Node)) return value.Node;
            foreach (var input in value.Node.Inputs) open.Push(input);
        }
        return null;
    }
}
