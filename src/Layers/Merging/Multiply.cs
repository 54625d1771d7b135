namespace Layers;

/// <summary>A layer that multiplies its inputs element by element.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. A masked step of an input is a factor of 1.
/// Source: <see href="https://keras.io/api/layers/merging_layers/multiply/"/>.</remarks>
public sealed class Multiply : ElementwiseMerge, ISavable<Multiply>
{
    /// <summary>Creates a merging layer.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>multiply</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Multiply(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    private protected override bool LeavesOutMasked => true;

    private protected override Value Combine(IReadOnlyList<Value> inputs) => inputs.Aggregate(Ops.Mul);

    private protected override Value CombineMasked(IReadOnlyList<Value> inputs, IReadOnlyList<Value?> masks)
    {
        var product = Combine([.. inputs.Zip(masks, (x, mask) => mask is null ? x : Ops.Where(mask, x, 1))]);
        // If a step is masked in every input, Keras gives 0.
        return masks.Any(mask => mask is null) ? product : Ops.Where(masks.Aggregate((any, next) => Ops.Or(any!, next!))!, product, 0);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Multiply FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
