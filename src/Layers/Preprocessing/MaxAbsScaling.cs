using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that divides each feature by its largest absolute value: <c>y = x / max |x|</c>. The data of <c>Adapt</c> are then
/// within −1 and 1.</summary>
/// <remarks>Zeros stay zeros. A feature with only zeros stays unchanged.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.MaxAbsScaler.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new MaxAbsScaling();
/// scaling.Adapt(features);                     // float[,]: one factor for each column
/// </code></example>
public sealed class MaxAbsScaling : FeatureTransform, ISavable<MaxAbsScaling>
{
    /// <summary>Creates a layer that learns the largest absolute value of each feature with <c>Adapt</c>.</summary>
    /// <param name="clip">Whether to clip the output to −1 and 1; default false.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers without clipping; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>max_abs_scaling</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public MaxAbsScaling(bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype) => Clip = clip;

    /// <summary>Creates a layer with given divisors; there is nothing to adapt.</summary>
    /// <param name="maxAbs">The divisor of each feature, <c>(features)</c>, not 0.</param>
    /// <param name="clip">Whether to clip the output to −1 and 1; default false.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers without clipping; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>max_abs_scaling</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The divisors are not a list of finite numbers other than 0, or a number is beyond the type that the
    /// layer computes with.</exception>
    /// <example><code>new MaxAbsScaling(TensorData.Of(new[] { 255.0, 255, 255 }))   // three features of bytes</code></example>
    public MaxAbsScaling(TensorData maxAbs, bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(clip, invert, name, dtype) => GiveInPlaceOfLearning(GivenNumbers.Divisors(this, nameof(maxAbs), maxAbs));

    /// <summary>Whether the output is clipped to −1 and 1.</summary>
    public bool Clip { get; }

    /// <summary>The divisor of each feature, scikit-learn's <c>scale_</c>: the largest absolute value in the data of <c>Adapt</c>, or 1 for
    /// a feature with only zeros. <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? MaxAbs => Learned("max_abs");

    internal override string? Given => IsGiven ? "largest absolute values" : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("max_abs", isDivisor: true)];

    // The stock layers that replace this layer in files pass masks on.
    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => Clip ? Min(Max(x / numbers[0], -1), 1) : x / numbers[0];

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers) => y * numbers[0];

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature) =>
        [Math.Max(Math.Abs(feature.Minimum), Math.Abs(feature.Maximum)) is var largest and not 0 ? largest : 1];

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
