using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A rectifier with a bound, a slope and a threshold: <c>maxValue</c> for <c>x ≥ maxValue</c>, <c>x</c> for <c>threshold &lt; x
/// &lt; maxValue</c>, and <c>negativeSlope · (x − threshold)</c> for <c>x ≤ threshold</c>.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Source:
/// <see href="https://keras.io/api/layers/activation_layers/relu/"/>.</remarks>
public sealed class ReLU : Layer, ISavable<ReLU>
{
    /// <summary>Creates the layer.</summary>
    /// <param name="maxValue">The largest output, 0 or more; <see langword="null"/> for no bound.</param>
    /// <param name="negativeSlope">The slope of the output for inputs below the threshold, 0 or more; default 0.</param>
    /// <param name="threshold">The threshold, 0 or more, above which the output is the input; default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>re_lu</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is below 0.</exception>
    public ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (maxValue is { } max && !(max >= 0)) throw Throw.BadArgument(Name, nameof(maxValue), "0 or more, or null for no bound", max);
        if (!(negativeSlope >= 0)) throw Throw.BadArgument(Name, nameof(negativeSlope), "0 or more", negativeSlope);
        if (!(threshold >= 0)) throw Throw.BadArgument(Name, nameof(threshold), "0 or more", threshold);
        (MaxValue, NegativeSlope, Threshold) = (maxValue, negativeSlope, threshold);
    }

    /// <summary>The largest output; <see langword="null"/> for no bound.</summary>
    public double? MaxValue { get; }

    /// <summary>The slope of the output for inputs below the threshold.</summary>
    public double NegativeSlope { get; }

    /// <summary>The threshold above which the output is the input.</summary>
    public double Threshold { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var y = Threshold == 0 ? ActivationFormulas.Rectified(x) : Where(x > Threshold, x, 0);
        if (MaxValue is { } max) y = Min(y, max);
        return NegativeSlope == 0 ? y : y - NegativeSlope * ActivationFormulas.Rectified(Threshold - x);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("max_value", MaxValue).Set("negative_slope", NegativeSlope).Set("threshold", Threshold);
    }

    /// <inheritdoc/>
    public static ReLU FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalNumber("max_value"), config.NumberOr("negative_slope", 0), config.NumberOr("threshold", 0), config.Name,
            config.Policy);
    }
}
