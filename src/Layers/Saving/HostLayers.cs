namespace Layers;

/// <summary>Which layer of a model has an operator that files for other runtimes cannot have, as one that only managed code runs.</summary>
internal static class HostLayers
{
    /// <summary>Refuses to export such a model.</summary>
    /// <exception cref="NotSupportedException">There is one; the message names the layer and the operator.</exception>
    public static void Refuse(Model model, Graph graph)
    {
        var left = graph.Nodes.Where(node => node.Op.IsHost).Select(node => node.Op).ToHashSet();
        if (left.Count > 0 && First(model, left) is { } first) throw Throw.CannotExport(first.Layer, first.Node);
    }

    /// <summary>The first layer that computes one of some operators outside of loops, and how; null where none does.</summary>
    public static (Layer Layer, Node Node)? First(Model model, IReadOnlySet<Op> wanted)
    {
        var record = new CallRecord(null, isTraining: false) { Calls = [] };
        model.ApplyAll([.. model.Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))], record);
        foreach (var (layer, inputs, outputs) in record.Calls)
            if (Find(inputs, outputs, wanted) is { } node) return (layer, node);
        return null;
    }

    // Between the inputs of a call and its outputs.
    private static Node? Find(IReadOnlyList<Value> inputs, IReadOnlyList<Value> outputs, IReadOnlySet<Op> wanted)
    {
        var (seen, open) = (new HashSet<Value>(inputs, ReferenceEqualityComparer.Instance), new Stack<Value>(outputs));
        while (open.TryPop(out var value))
        {
            if (!seen.Add(value)) continue;
            if (wanted.Contains(value.Node.Op)) return value.Node;
            foreach (var input in value.Node.Inputs) open.Push(input);
        }
        return null;
    }
}
