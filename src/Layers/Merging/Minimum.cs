namespace Layers;

/// <summary>A layer that computes the minimum of its inputs element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. The masked steps of an input are left out.
/// Source: <see href="https://keras.io/api/layers/merging_layers/minimum/"/>.</remarks>
public sealed class Minimum : ElementwiseMerge, ISavable<Minimum>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>minimum</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Minimum(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    private protected override bool LeavesOutMasked => true;

    private protected override Value Combine(IReadOnlyList<Value> inputs) => inputs.Aggregate(Ops.Min);

    private protected override Value CombineMasked(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks) =>
        Fold(inputs, masks, Ops.Min);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Minimum FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
