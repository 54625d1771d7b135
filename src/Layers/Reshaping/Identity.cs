namespace Layers;

/// <summary>A layer that returns its input, as a placeholder.</summary>
/// <remarks>The input is <c>(batch, …)</c> of any rank; the output has the same shape. Source:
/// <see href="https://keras.io/api/layers/core_layers/identity/"/>.</remarks>
public sealed class Identity : Layer, ISavable<Identity>
{
    /// <summary>Creates a layer that does nothing.</summary>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>identity</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Identity(string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
    }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x) => x;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
    }

    /// <inheritdoc/>
    public static Identity FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Name, config.Policy);
    }
}
