namespace Layers;

/// <summary>One use of a layer in a functional model: what it is called on, and what it gives. A layer that is shared has
/// several.</summary>
internal sealed class LayerCall
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>> s_noArguments = new Dictionary<string, IReadOnlyList<KerasTensor>>();

    public LayerCall(Layer layer, IReadOnlyList<KerasTensor> inputs, IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        Flags = flags ?? [];
        Layer = layer;
        Inputs = inputs;
        Arguments = arguments ?? s_noArguments;
        Tensors = [.. inputs, .. Arguments.Values.SelectMany(tensors => tensors)];
        var values = Tensors.Distinct().Select((tensor, i) => (tensor, Value: Ops.Input($"input_{i}", tensor.Shape, tensor.Type))).ToDictionary(pair => pair.tensor, pair => pair.Value);
        Outputs = [.. Apply(values, CallRecord.ForPrediction()).Select((value, i) => new KerasTensor(this, i, new TensorType(value.Type, value.Shape)))];
    }

    /// <summary>The call of an input, which is on nothing.</summary>
    public LayerCall(Input input)
    {
        Layer = input;
        Inputs = [];
        Arguments = s_noArguments;
        Outputs = [new KerasTensor(this, 0, new TensorType(input.Type, input.Shape))];
    }

    public Layer Layer { get; }

    /// <summary>Whether who made it makes another one as soon as the layer gives another shape.</summary>
    public bool IsMadeAnew { get; set; }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>Named arguments, as <c>mask</c> or <c>initial_state</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>> Arguments { get; }

    /// <summary>What else the call asks for, as <c>use_causal_mask</c>.</summary>
    public IReadOnlyList<string> Flags { get; } = [];

    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Everything that must be there before the layer is called.</summary>
    public IReadOnlyList<KerasTensor> Tensors { get; } = [];

    /// <summary>The mask of one of its inputs: that which the call was given, or the input's own.</summary>
    public KerasTensor? MaskOf(KerasTensor input, int index) => Arguments.TryGetValue("mask", out var given) ? given.ElementAtOrDefault(index) : input.Mask;

    /// <summary>The layer's outputs where its tensors have these values.</summary>
    public IReadOnlyList<Value> Apply(IReadOnlyDictionary<KerasTensor, Value> values, CallRecord record) => Layer.ApplyAll(
        [.. Inputs.Select(tensor => values[tensor])], record,
        Arguments.ToDictionary(argument => argument.Key, argument => (IReadOnlyList<Value>)[.. argument.Value.Select(tensor => values[tensor])]), Flags);
}
