namespace Layers;

/// <summary>A layer that concatenates its inputs along an axis.</summary>
/// <remarks>Inputs <c>(batch, …)</c> with equal sizes except on that axis. If their types differ, all are cast to a type that can hold
/// them. Source: <see href="https://keras.io/api/layers/merging_layers/concatenate/"/>.</remarks>
/// <example><code>
/// var (size, maker) = (new Input(2, name: "size"), new Input(3, name: "maker"));
/// var joined = new Concatenate().Apply(size, maker);              // five columns: those of size, then those of maker
/// using var both = new Functional([size, maker], [new Dense(1).Apply(joined)]);
/// </code></example>
public sealed class Concatenate : MergeLayer, ISavable<Concatenate>
{
    /// <summary>Creates a concatenating layer.</summary>
    /// <param name="axis">The axis; a negative axis counts from the end; default −1.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>concatenate</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Concatenate(int axis = -1, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => Axis = axis;

    /// <summary>The axis, as given; a negative axis counts from the end.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Any(input => input.Type == DType.String)) return Ops.Concat(inputs, Axis);
        var type = Promotion.Of(inputs);
        return Ops.Concat([.. inputs.Select(input => Ops.Cast(input, type))], Axis);
    }

    /// <summary>Returns the mask of the output. If the features are concatenated, a step counts if it counts in any input. If the steps are
    /// concatenated, each step keeps the mask of its input. In an input without a mask, every step counts.</summary>
    /// <inheritdoc/>
    protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(call);
        if (inputs.All(x => call.MaskOf(x) is null)) return null;
        return Masks.Any(Ops.Concat([.. inputs.Select(x => OfElements(x, call.MaskOf(x)))], Axis));
    }

    internal override KerasTensor? MaskTensor(LayerCall call)
    {
        var rank = call.Inputs[0].Shape.Rank;
        if (call.Inputs.All(input => input.Mask is null) || call.Inputs.Any(input => input.Mask is { } mask && mask.Shape.Rank != rank - 1))
            return null;
        var masks = call.Inputs.Select(input => input.Mask ?? OfEverything(input)).ToArray();
        if (Axis is -1 || Axis == rank - 1) return masks.Aggregate((any, next) => Operation("LogicalOr", any, next));
        // This is a layer and not an operation, because Keras would give the operation the name of a layer.
        return new Concatenate(Axis < 0 ? Axis + rank : Axis) { IsNamedLast = true }.Apply(masks);
    }

    // A mask of true that works in every release of Keras: each element either equals itself or does not.
    private static KerasTensor OfEverything(KerasTensor input) =>
        new StockOperation("Any", [null], new() { ["axis"] = -1, ["keepdims"] = false })
            .Apply(Operation("LogicalOr", Operation("Equal", input, input), Operation("NotEqual", input, input)));

    private static KerasTensor Operation(string operation, KerasTensor a, KerasTensor b) =>
        new StockOperation(operation, [null, null]).Apply(a, b);

    private static Value OfElements(Value x, Value? mask)
    {
        if (mask?.Shape.Rank == x.Shape.Rank) return mask;
        return Ops.Expand(mask is null ? Ops.Constant(TensorData.Scalar(true)) : Ops.Unsqueeze(mask, mask.Shape.Rank), Ops.ShapeOf(x));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", (long)Axis);
    }

    /// <inheritdoc/>
    public static Concatenate FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalWhole("axis") ?? -1, config.Name, config.Policy);
    }
}
