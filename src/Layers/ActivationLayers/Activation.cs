namespace Layers;

/// <summary>A layer that applies an activation function. Its static members are Keras's functions.</summary>
/// <remarks>The input is <c>(batch, …)</c>; the output has the same shape, except for <see cref="Glu"/>, which halves the last axis.
/// Formulas: <see href="https://keras.io/api/layers/activations/"/>.</remarks>
/// <example><code>new Activation(Activation.Tanh)</code></example>
public sealed partial class Activation : Layer, ISavable<Activation>
{
    /// <summary>Creates a layer that applies a function.</summary>
    /// <param name="function">A member of this class, or a custom function.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>activation</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Activation(ActivationFunction function, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = function;
    }

    /// <summary>The function that the layer applies.</summary>
    public ActivationFunction Function { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x) => Function.Apply(x);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("activation", Function);
    }

    /// <inheritdoc/>
    public static Activation FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Activation("activation"), config.Name, config.Policy);
    }
}
