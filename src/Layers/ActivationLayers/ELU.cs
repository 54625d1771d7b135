using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that returns positive inputs unchanged and an exponential with the limit <c>−alpha</c> for others: <c>y = x</c> for
/// <c>x &gt; 0</c>, otherwise <c>alpha · (eˣ − 1)</c>.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/activation_layers/elu/"/>
/// (Clevert et al., 2016).</remarks>
public sealed class ELU : Layer, ISavable<ELU>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="alpha">The factor of the exponential; large negative inputs approach <c>−alpha</c>. Default 1.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>elu</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public ELU(double alpha = 1, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => Alpha = alpha;

    /// <summary>The factor of the exponential; large negative inputs approach <c>−alpha</c>.</summary>
    public double Alpha { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        x = Cast(x, Policy.ArithmeticType);
        return Alpha == 1 ? ActivationFormulas.Elu(x) : Where(x > 0, x, Alpha * (Exp(Min(x, 0)) - 1));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Keras writes the setting only if it was given.
        if (Alpha != 1) config.Set("alpha", Alpha);
    }

    /// <inheritdoc/>
    public static ELU FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.NumberOr("alpha", 1), config.Name, config.Policy);
    }
}
