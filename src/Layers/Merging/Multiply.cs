namespace Layers;

/// <summary>The product of its inputs.</summary>
/// <remarks>Inputs <c>(batch, …)</c> that broadcast; output of the shape they broadcast to. A step that an input's mask does not count is a
/// factor of 1. Source: <see href="https://keras.io/api/layers/merging_layers/multiply/"/>.</remarks>
public sealed class Multiply : ElementwiseMerge, ISavable<Multiply>
{
    /// <summary>A merging layer.</summary>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>multiply</c>, numbered.</param>
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
        // Where no input counts there is no product, and Keras gives 0.
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
