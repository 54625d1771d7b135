namespace Layers;

/// <summary>Applies an activation function; also the list of Keras's functions.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape, but for <see cref="Glu"/>, which halves the last axis.
/// Formulas: <see href="https://keras.io/api/layers/activations/"/>.</remarks>
/// <example><code>new Activation(Activation.Tanh)</code></example>
public sealed partial class Activation : Layer, ISavable<Activation>
{
    /// <summary>A layer that applies a function.</summary>
    /// <param name="function">One of the members of this class, or one of your own.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>activation</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Activation(ActivationFunction function, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = function;
    }

    /// <summary>The function.</summary>
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
