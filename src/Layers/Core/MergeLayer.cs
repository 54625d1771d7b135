namespace Layers;

/// <summary>The base class of layers that take several inputs.</summary>
public abstract class MergeLayer : Layer
{
    /// <summary>Creates a layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for the class's name in snake case, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    protected MergeLayer(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <summary>Adds the layer to a model that is being made.</summary>
    /// <param name="inputs">The inputs, two or more as the layer requires.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer does not accept inputs of those types or shapes.</exception>
    public KerasTensor Apply(params IReadOnlyList<KerasTensor> inputs) => ApplyAll(inputs)[0];

    /// <summary>Adds the layer with two inputs to a model that is being made. F# needs no array for this overload.</summary>
    /// <param name="first">The first input.</param>
    /// <param name="second">The second input.</param>
    /// <inheritdoc cref="Apply(IReadOnlyList{KerasTensor})" path="/returns"/>
    /// <inheritdoc cref="Apply(IReadOnlyList{KerasTensor})" path="/exception"/>
    public KerasTensor Apply(KerasTensor first, KerasTensor second) => ApplyAll([first, second])[0];

    /// <summary>Adds the layer to a graph.</summary>
    /// <param name="inputs">The inputs, two or more as the layer requires.</param>
    /// <returns>The output.</returns>
    /// <exception cref="LayerException">The layer does not accept inputs of those types or shapes.</exception>
    public Value Apply(params IReadOnlyList<Value> inputs) => ApplyAll(inputs)[0];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <summary>Adds the layer's formula to the graph.</summary>
    /// <param name="inputs">The inputs; floats are already cast to the type that the layer computes in.</param>
    protected abstract Value Call(IReadOnlyList<Value> inputs);

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Call([x]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call) => [Call(inputs)];

    /// <summary>Returns the mask of the output. By default a step counts if it counts in any input, and there is no mask if an input has
    /// none.</summary>
    /// <inheritdoc/>
    protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        var masks = inputs.Select(call.MaskOf).OfType<Value>().ToList();
        return masks.Count == inputs.Count ? masks.Aggregate(Ops.Or) : null;
    }

    internal override KerasTensor? MaskTensor(LayerCall call)
    {
        var masks = call.Inputs.Select(call.MaskOf).OfType<KerasTensor>().ToList();
        return masks.Count == call.Inputs.Count
            ? masks.Aggregate((any, next) => new StockOperation("LogicalOr", [null, null]).Apply(any, next)) : null;
    }
}
