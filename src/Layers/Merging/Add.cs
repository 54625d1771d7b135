namespace Layers;

/// <summary>A layer that adds its inputs element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. Source:
/// <see href="https://keras.io/api/layers/merging_layers/add/"/>.</remarks>
public sealed class Add : ElementwiseMerge, ISavable<Add>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>add</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Add(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    private protected override Value Combine(IReadOnlyList<Value> inputs) => inputs.Aggregate(Ops.Add);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Add FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
