namespace Layers;

/// <summary>A layer that subtracts the second of two inputs from the first, element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. Source:
/// <see href="https://keras.io/api/layers/merging_layers/subtract/"/>.</remarks>
public sealed class Subtract : ElementwiseMerge, ISavable<Subtract>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>subtract</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Subtract(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    private protected override Value Combine(IReadOnlyList<Value> inputs) =>
        inputs.Count == 2 ? inputs[0] - inputs[1] : throw Throw.NeedsTwoInputs(this, inputs.Count);

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.All(input => input.Type == DType.Bool) ? throw Throw.NoDifferenceOfBooleans(this) : base.Call(inputs);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Subtract FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
