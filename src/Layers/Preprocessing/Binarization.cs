using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that compares each number with a threshold: 1 if the number is above, else 0.</summary>
/// <remarks>The input is <c>(batch, …)</c> of any rank; the output has the same shape. The threshold itself, and a missing value (NaN),
/// give 0. An input declared float64, or as integers of 32 or 64 bits, is compared in float64. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.Binarizer.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations <c>Greater</c> and <c>Where</c>, which
/// every Keras release since 3.3 opens; this library restores its own class.</para></remarks>
/// <example><code>new Binarization(0.5)   // a share becomes yes or no</code></example>
public sealed class Binarization : Layer, IWrittenAsStock, ISavable<Binarization>
{
    /// <summary>Creates a layer with one threshold for all numbers.</summary>
    /// <param name="threshold">The threshold; numbers above it give 1. Default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>binarization</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The threshold is not finite, or is beyond the type that the layer computes with.</exception>
    public Binarization(double threshold = 0, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!double.IsFinite(threshold)) throw Throw.BadArgument(Name, nameof(threshold), "a finite number", threshold);
        HeldNumbers.RequireGiven(this, nameof(threshold), TensorData.Scalar(threshold), Policy.ArithmeticType);
        Threshold = threshold;
    }

    /// <summary>The threshold; numbers above it give 1.</summary>
    public double Threshold { get; }

    // Wide inputs are compared before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x) => Where(Greater(x, Scalar(Threshold, x.Type)), Scalar(1, x.Type), Scalar(0, x.Type));

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("threshold", Threshold);
    }

    /// <inheritdoc/>
    public static Binarization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalNumber("threshold") ?? 0, config.Name, config.Policy);
    }
}
