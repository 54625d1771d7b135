namespace Layers;

/// <summary>A layer that computes the maximum of its inputs element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. The masked steps of an input are left out.
/// Source: <see href="https://keras.io/api/layers/merging_layers/maximum/"/>.</remarks>
public sealed class Maximum : ElementwiseMerge, ISavable<Maximum>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>maximum</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Maximum(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    private protected override bool LeavesOutMasked => true;

    private protected override Value Combine(IReadOnlyList<Value> inputs) => inputs.Aggregate(Ops.Max);

    private protected override Value CombineMasked(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks) =>
        Fold(inputs, masks, Ops.Max);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Maximum FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
