namespace Layers;

/// <summary>A layer that returns positive inputs unchanged and multiplies others by a small slope: <c>y = x</c> for <c>x &gt; 0</c>,
/// otherwise <c>negativeSlope · x</c>.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/activation_layers/leaky_relu/"/>.</remarks>
public sealed class LeakyReLU : Layer, ISavable<LeakyReLU>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="negativeSlope">The factor of inputs below 0; 0 or more. Default 0.3.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>leaky_re_lu</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="negativeSlope"/> is below 0.</exception>
    public LeakyReLU(double negativeSlope = 0.3, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!(negativeSlope >= 0)) throw Throw.BadArgument(Name, nameof(negativeSlope), "0 or more", negativeSlope);
        NegativeSlope = negativeSlope;
    }

    /// <summary>The factor of inputs below 0; 0 or more.</summary>
    public double NegativeSlope { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return ActivationFormulas.LeakyRelu(Ops.Cast(x, Policy.ArithmeticType), NegativeSlope);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("negative_slope", NegativeSlope);
    }

    /// <inheritdoc/>
    public static LeakyReLU FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Keras 2 and the first releases of Keras 3 name the setting alpha.
        return new(config.NumberOr(config.Contains("alpha") ? "alpha" : "negative_slope", 0.3), config.Name, config.Policy);
    }
}
