using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Brings numbers of all sizes close together, with their sign: <c>y = sign(x) · ln(1 + |x|)</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of any rank; output the same shape. Near zero it is <c>x</c> to the last digit, far away a logarithm;
/// for counts and prices it is numpy's <c>log1p</c>. Inverted, it turns scaled numbers back: <c>y = sign(x) · (e^|x| − 1)</c>. An input
/// declared float64 or int64 is scaled in float64 before it becomes float32. NaN stays NaN. There is nothing to adapt. Source:
/// <see href="https://numpy.org/doc/stable/reference/generated/numpy.log1p.html"/>, as scikit-learn's <c>FunctionTransformer(np.log1p,
/// inverse_func=np.expm1)</c>.
/// <para>Keras has no such layer: files hold it as a model within the model of Keras's operations, which every Keras since 3.3 opens; this
/// library reads its own class back.</para></remarks>
/// <example><code>new LogScaling()   // 0, 9, -99 become 0, 2.3026, -4.6052</code></example>
public sealed class LogScaling : Layer, IWrittenAsStock, ISavable<LogScaling>
{
    /// <summary>A signed logarithm, or its inverse.</summary>
    /// <param name="invert">Whether scaled numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>log_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public LogScaling(bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => Invert = invert;

    /// <summary>Whether scaled numbers are turned back.</summary>
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
        // Sign and Abs have no slope at 0, where the function has 1.
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
