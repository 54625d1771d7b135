namespace Layers;

/// <summary>A layer that computes the mean of its inputs element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. The mean of whole numbers is a float. Source:
/// <see href="https://keras.io/api/layers/merging_layers/average/"/>.</remarks>
public sealed class Average : ElementwiseMerge, ISavable<Average>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>average</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Average(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var sum = base.Call(inputs);
        return (sum.Type.IsFloat() ? sum : Ops.Cast(sum, Policy.ArithmeticType)) / inputs.Count;
    }

    private protected override Value Combine(IReadOnlyList<Value> inputs) => inputs.Aggregate(Ops.Add);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Average FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
