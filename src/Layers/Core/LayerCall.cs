namespace Layers;

/// <summary>One use of a layer: on what, and what came out. A layer that is shared has several.</summary>
internal sealed class LayerCall
{
    public LayerCall(Layer layer, IReadOnlyList<KerasTensor> inputs)
    {
        Layer = layer;
        Inputs = inputs;
        Value[] symbols = [.. inputs.Select((input, i) => Ops.Input($"input_{i}", input.Shape, input.Type))];
        Outputs = [.. layer.ApplyAll(symbols, null).Select((value, i) => new KerasTensor(this, i, new TensorType(value.Type, value.Shape)))];
    }

    /// <summary>The call of an input, which is on nothing.</summary>
    public LayerCall(Input input)
    {
        Layer = input;
        Inputs = [];
        Outputs = [new KerasTensor(this, 0, new TensorType(input.Type, input.Shape))];
    }

    public Layer Layer { get; }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    public IReadOnlyList<KerasTensor> Outputs { get; }
}
