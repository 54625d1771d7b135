namespace Layers;

/// <summary>A call of a layer in a functional model, with its inputs and outputs. A shared layer has several calls.</summary>
internal sealed class LayerCall
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>> s_noArguments =
        new Dictionary<string, IReadOnlyList<KerasTensor>>();

    public LayerCall(Layer layer, IReadOnlyList<KerasTensor> inputs,
        IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>>? arguments = null, IReadOnlyList<string>? flags = null)
    {
        Flags = flags ?? [];
        Layer = layer;
        Inputs = inputs;
        Arguments = arguments ?? s_noArguments;
        Tensors = [.. inputs, .. Arguments.Values.SelectMany(tensors => tensors)];
        var values = Tensors.Distinct().Select((tensor, i) => (tensor, Value: Ops.Input($"input_{i}", tensor.Shape, tensor.Type)))
            .ToDictionary(pair => pair.tensor, pair => pair.Value);
        Outputs = [.. Apply(values, CallRecord.ForPrediction())
            .Select((value, i) => new KerasTensor(this, i, new TensorType(value.Type, value.Shape)))];
    }

    /// <summary>Creates the call of an <see cref="Input"/>, which has no inputs.</summary>
    public LayerCall(Input input)
    {
        Layer = input;
        Inputs = [];
        Arguments = s_noArguments;
        Outputs = [new KerasTensor(this, 0, new TensorType(input.Type, input.Shape))];
    }

    public Layer Layer { get; }

    /// <summary>Whether the owner of the call replaces the call when the shape of the layer's output changes.</summary>
    public bool IsReplaced { get; set; }

    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>The named arguments, for example <c>mask</c> or <c>initial_state</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KerasTensor>> Arguments { get; }

    /// <summary>The flags that the call sets, for example <c>use_causal_mask</c>.</summary>
    public IReadOnlyList<string> Flags { get; } = [];

    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>All inputs and arguments, which must be computed before the layer is called.</summary>
    public IReadOnlyList<KerasTensor> Tensors { get; } = [];

    /// <summary>Returns the mask of an input: the mask argument of the call if it has one, otherwise the mask of the tensor.</summary>
    public KerasTensor? MaskOf(KerasTensor input, int index) =>
        Arguments.TryGetValue("mask", out var given) ? given.ElementAtOrDefault(index) : input.Mask;

    /// <summary>Adds the layer to a graph in which the tensors have the given values, and returns its outputs.</summary>
    public IReadOnlyList<Value> Apply(IReadOnlyDictionary<KerasTensor, Value> values, CallRecord record) => Layer.ApplyAll(
        [.. Inputs.Select(tensor => values[tensor])], record,
        Arguments.ToDictionary(argument => argument.Key,
            argument => (IReadOnlyList<Value>)[.. argument.Value.Select(tensor => values[tensor])]), Flags);
}
