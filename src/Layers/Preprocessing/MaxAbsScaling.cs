using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Divides each feature by its largest absolute value: <c>y = x / max |x|</c>, within −1 and 1 for what was seen.</summary>
/// <remarks>Zeros stay zeros. A feature of zeros alone is left as it is.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.MaxAbsScaler.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new MaxAbsScaling();
/// scaling.Adapt(features);                     // float[,]: one factor a column
/// </code></example>
public sealed class MaxAbsScaling : FeatureTransform, ISavable<MaxAbsScaling>
{
    /// <summary>Learns the largest absolute value of each feature with <c>Adapt</c>.</summary>
    /// <param name="clip">Whether values beyond −1 or 1 are brought there; default false.</param>
    /// <param name="invert">Whether scaled numbers are turned back, without clipping; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>max_abs_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public MaxAbsScaling(bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype) => Clip = clip;

    /// <summary>Uses given numbers; there is nothing to adapt.</summary>
    /// <param name="maxAbs">What each feature is divided by, <c>(features)</c>, not 0.</param>
    /// <param name="clip">Whether values beyond −1 or 1 are brought there; default false.</param>
    /// <param name="invert">Whether scaled numbers are turned back, without clipping; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>max_abs_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">They are no list of finite numbers other than 0, or one is beyond the type that the layer computes
    /// with.</exception>
    /// <example><code>new MaxAbsScaling(TensorData.Of(new[] { 255.0, 255, 255 }))   // three features of bytes</code></example>
    public MaxAbsScaling(TensorData maxAbs, bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(clip, invert, name, dtype) => GiveInPlaceOfLearning(GivenNumbers.Divisors(this, nameof(maxAbs), maxAbs));

    /// <summary>Whether values beyond −1 or 1 are brought there.</summary>
    public bool Clip { get; }

    /// <summary>What each feature is divided by, scikit-learn's <c>scale_</c>: the largest absolute value that <c>Adapt</c> saw, or 1 for
    /// zeros alone. <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? MaxAbs => Learned("max_abs");

    internal override string? Given => IsGiven ? "maxAbs" : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("max_abs", isDivisor: true)];

    // The stock layers that stand for it in files hand masks on.
    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => Clip ? Min(Max(x / numbers[0], -1), 1) : x / numbers[0];

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers) => y * numbers[0];

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature) => [Math.Max(Math.Abs(feature.Minimum), Math.Abs(feature.Maximum)) is var largest and not 0 ? largest : 1];

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("clip", Clip).Set("invert", Invert));
    }

    /// <inheritdoc/>
    public static MaxAbsScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ReadNumbers(new MaxAbsScaling(config.Flag("clip", false), config.Flag("invert", false), config.Name, config.Policy), config);
    }
}
