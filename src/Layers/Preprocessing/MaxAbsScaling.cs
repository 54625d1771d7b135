namespace Layers;

/// <summary>Divides each feature by its largest absolute value: <c>y = x / max |x|</c>, within −1 and 1 for what was seen.</summary>
/// <remarks>Zeros stay zeros. A feature of zeros alone is left as it is. Computed as <c>x · scale</c> with <c>scale = 1 / max |x|</c>: scikit-learn's
/// <c>scale_</c> is the reciprocal, which is <see cref="MaxAbs"/> here.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.MaxAbsScaler.html"/>.
/// <para><inheritdoc cref="AffineScaling" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new MaxAbsScaling();
/// scaling.Adapt(features);                     // float[,]: one factor a column
/// </code></example>
public sealed class MaxAbsScaling : AffineScaling, ISavable<MaxAbsScaling>
{
    /// <summary>Learns the largest absolute value of each feature with <c>Adapt</c>.</summary>
    /// <param name="clip">Whether values beyond −1 or 1 are brought there; default false.</param>
    /// <param name="invert">Whether scaled numbers are turned back, without clipping; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>max_abs_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public MaxAbsScaling(bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype) => Clip = clip;

    /// <summary>Whether values beyond −1 or 1 are brought there.</summary>
    public bool Clip { get; }

    /// <summary>The largest absolute value of each feature that <c>Adapt</c> saw, <c>(features)</c> in float64; <see langword="null"/> where
    /// <see cref="AdaptiveLayer.Report"/> is.</summary>
    public TensorData? MaxAbs => Report is { } report ? TensorData.Of([.. report.Features.Select(Largest)], [report.Features.Count]) : null;

    private protected override (double Low, double High)? Bounds => Clip ? (-1, 1) : null;

    private protected override (double Scale, double Offset) Fit(FeatureReport feature) => (Largest(feature) is var largest and not 0 ? 1 / largest : 1, 0);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("clip", Clip);
        WriteState(config);
    }

    /// <inheritdoc/>
    public static MaxAbsScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new MaxAbsScaling(config.Flag("clip", false), config.Flag("invert", false), config.Name, config.Policy);
        layer.ReadState(config);
        return layer;
    }

    private static double Largest(FeatureReport feature) => Math.Max(Math.Abs(feature.Minimum), Math.Abs(feature.Maximum));
}
