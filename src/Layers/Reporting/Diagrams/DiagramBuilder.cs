namespace Layers;

/// <summary>Builds the diagram of a model, from its inputs to its outputs, through nested models.</summary>
internal sealed class DiagramBuilder(Model model)
{
    private readonly List<DiagramNode> _nodes = [];
    private readonly List<DiagramEdge> _edges = [];
    private readonly HashSet<DiagramEdge> _known = [];
    private readonly HashSet<Layer> _met = new(ReferenceEqualityComparer.Instance);
    private readonly CallRecord _record = CallRecord.ForPrediction();

    public Diagram Build()
    {
        var symbols = model.Symbols();
        var wires = model.Inputs.Zip(symbols, (input, symbol) =>
            new Wire(symbol, Add(new DiagramNode(DiagramNodeKind.Input, input.Column ?? input.Name, "input", input.Name, null)))).ToList();
        var ends = Through(model, wires, "");
        var outputs = model.Signature.Outputs;
        for (var i = 0; i < ends.Count; i++)
        {
            var type = outputs[i].Classes is { } classes ? $"output · {Figures.Count(classes.Count, "class")}" : "output";
            Connect([ends[i]], Add(new DiagramNode(DiagramNodeKind.Output,
                outputs[i].LabelColumns is [var column] ? column : outputs[i].Name, type, outputs[i].Name, null)));
        }
        return new Diagram(model.Name, _nodes, _edges);
    }

    private IReadOnlyList<Wire> Through(Model inside, IReadOnlyList<Wire> inputs, string place) =>
        inside.Shown is Functional functional ? Through(functional, inputs, place) : Through(inside.Layers, inputs, place);

    private IReadOnlyList<Wire> Through(IReadOnlyList<Layer> line, IReadOnlyList<Wire> wires, string place)
    {
        foreach (var layer in line)
            wires = Through(layer, wires, wires, () => layer.ApplyAll([.. wires.Select(wire => wire.Value)], _record), place);
        return wires;
    }

    private IReadOnlyList<Wire> Through(Functional inside, IReadOnlyList<Wire> inputs, string place)
    {
        var wires = inside.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Tensor, pair => pair.Second);
        foreach (var call in inside.Graph.Calls)
        {
            if (call.Layer is Input) continue;
            var made = Through(call.Layer, [.. call.Inputs.Select(tensor => wires[tensor])],
                [.. call.Tensors.Select(tensor => wires[tensor])], () => Apply(call), place);
            for (var i = 0; i < made.Count; i++) wires[call.Outputs[i]] = made[i];
        }
        return [.. inside.Outputs.Select(output => wires[output])];

        IReadOnlyList<Value> Apply(LayerCall call) =>
            call.Apply(call.Tensors.Distinct().ToDictionary(tensor => tensor, tensor => wires[tensor].Value), _record);
    }

    private IReadOnlyList<Wire> Through(Layer layer, IReadOnlyList<Wire> inputs, IReadOnlyList<Wire> all,
        Func<IReadOnlyList<Value>> apply, string place)
    {
        var inside = LayerPlaces.Inside(place, layer.Name);
        if (layer is Model nested) return Through(nested, inputs, inside);
        var kind = layer is AdaptiveLayer ? DiagramNodeKind.Adaptive : DiagramNodeKind.Layer;
        // The parameters of a shared layer count once.
        var (type, isFirst) = (ModelSummary.TypeOf(layer), _met.Add(layer));
        var values = apply();
        var node = Add(new DiagramNode(kind, layer.Name, isFirst ? type : $"{type}, shared", inside,
            isFirst ? layer.Weights.Sum(weight => weight.Shape.Length) : null));
        Connect(all, node);
        return [.. values.Select(value => new Wire(value, node))];
    }

    private int Add(DiagramNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private void Connect(IReadOnlyList<Wire> wires, int node)
    {
        foreach (var wire in wires)
        {
            var edge = new DiagramEdge(wire.Node, node,
                wire.Value.Type == DType.Float32 ? wire.Value.Shape.ToString() : $"{wire.Value.Type.Name()} {wire.Value.Shape}");
            if (_known.Add(edge)) _edges.Add(edge);
        }
    }

    private readonly record struct Wire(Value Value, int Node);
}
