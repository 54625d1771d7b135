namespace Layers;

/// <summary>Which layer of a model has an operator that only managed code runs, so that no file for other runtimes can have it.</summary>
internal static class HostLayers
{
    /// <summary>Refuses to export such a model.</summary>
    /// <exception cref="NotSupportedException">There is one; the message names the layer and the operator.</exception>
    public static void Refuse(Model model, Graph graph)
    {
        var left = graph.Nodes.Where(node => node.Op.IsHost).Select(node => node.Op).ToHashSet();
        if (left.Count == 0) return;
        var record = new CallRecord(null, isTraining: false) { Calls = [] };
        model.ApplyAll([.. model.Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))], record);
        foreach (var (layer, inputs, outputs) in record.Calls)
            if (HostNode(inputs, outputs, left) is { } node) throw Throw.CannotExport(layer, node);
    }

    // Between the inputs of a call and its outputs.
    private static Node? HostNode(IReadOnlyList<Value> inputs, IReadOnlyList<Value> outputs, HashSet<Op> left)
    {
        var (seen, open) = (new HashSet<Value>(inputs, ReferenceEqualityComparer.Instance), new Stack<Value>(outputs));
        while (open.TryPop(out var value))
        {
            if (!seen.Add(value)) continue;
            if (left.Contains(value.Node.Op)) return value.Node;
            foreach (var input in value.Node.Inputs) open.Push(input);
        }
        return null;
    }
}
