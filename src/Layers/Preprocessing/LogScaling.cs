using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that computes a signed logarithm, which compresses numbers of all magnitudes: <c>y = sign(x) · ln(1 +
/// |x|)</c>.</summary>
/// <remarks>The input is <c>(batch, …)</c> of any rank; the output has the same shape. Near zero, the output equals <c>x</c> to the last
/// digit; far from zero, it is a logarithm. For counts and prices it is numpy's <c>log1p</c>. The inverse is <c>y = sign(x) · (e^|x| −
/// 1)</c>. An input declared float64, or as integers of 32 or 64 bits, is scaled in float64 before it becomes float32. NaN stays NaN. There
/// is nothing to adapt.
/// Source: <see href="https://numpy.org/doc/stable/reference/generated/numpy.log1p.html"/>, as scikit-learn's
/// <c>FunctionTransformer(np.log1p, inverse_func=np.expm1)</c>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations, which every Keras release since 3.3 opens;
/// this library restores its own class.</para></remarks>
/// <example><code>new LogScaling()   // 0, 9, -99 become 0, 2.3026, -4.6052</code></example>
public sealed class LogScaling : Layer, IWrittenAsStock, ISavable<LogScaling>
{
    /// <summary>Creates a layer that computes the signed logarithm, or its inverse.</summary>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>log_scaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public LogScaling(bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => Invert = invert;

    /// <summary>Whether the layer applies the inverse, which restores scaled numbers.</summary>
    public bool Invert { get; }

    // Wide inputs are scaled before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        // The gradient of Sign and Abs at 0 is 0, but that of the function is 1.
        var sign = Where(x >= 0, Scalar(1, x.Type), Scalar(-1, x.Type));
        var size = sign * x;
        return sign * (Invert ? StableMath.Expm1(size) : StableMath.Log1p(size));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("invert", Invert);
    }

    /// <inheritdoc/>
    public static LogScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Flag("invert", false), config.Name, config.Policy);
    }
}
