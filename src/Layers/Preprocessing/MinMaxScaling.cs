using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that scales each feature from its own range to a given range: <c>y = (x − min) / (max − min) · (high − low) +
/// low</c>.</summary>
/// <remarks>A value outside the feature's range is outside the given range, unless it is clipped. A constant feature is scaled as if its
/// range were 1, so its value becomes <c>low</c>; under <see cref="ConstantFeatures.Keras"/>, this holds only if all values are exactly
/// equal. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.MinMaxScaler.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new MinMaxScaling((-1, 1), clip: true);
/// scaling.Adapt(features);                     // float[,]: one range for each column
/// var model = new Sequential { new Input(9), scaling, new Dense(1) };
/// </code></example>
public sealed class MinMaxScaling : FeatureTransform, ISavable<MinMaxScaling>
{
    /// <summary>Creates a layer that learns the range of each feature with <c>Adapt</c>.</summary>
    /// <param name="featureRange">The output range; <see langword="null"/> for 0 to 1.</param>
    /// <param name="clip">Whether to clip the output to the range; default false.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers without clipping; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>min_max_scaling</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The range is empty, reversed, not finite, or beyond the output type.</exception>
    public MinMaxScaling((double Minimum, double Maximum)? featureRange = null, bool clip = false, bool invert = false, string? name = null,
        DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        FeatureRange = featureRange ?? (0, 1);
        Clip = clip;
        if (!(Size > 0) || !double.IsFinite(Size))
            throw Throw.BadArgument(Name, nameof(featureRange), "two finite numbers, the lesser first", FeatureRange);
        HeldNumbers.RequireGiven(this, nameof(featureRange), TensorData.Of([FeatureRange.Minimum, FeatureRange.Maximum], [2]),
            invert ? Policy.ArithmeticType : Policy.ComputeType);
        HeldNumbers.RequireFactors(this, "the size of featureRange", TensorData.Scalar(Size), Policy.ArithmeticType);
    }

    /// <summary>Creates a layer with a given range for each feature; there is nothing to adapt.</summary>
    /// <param name="dataMin">The smallest value of each feature, <c>(features)</c>; it becomes the lower end of
    /// <paramref name="featureRange"/>.</param>
    /// <param name="dataMax">The largest value of each feature, of the same shape; it becomes the upper end. A largest value equal to the
    /// smallest is treated as 1 above it.</param>
    /// <param name="featureRange">The output range; <see langword="null"/> for 0 to 1.</param>
    /// <param name="clip">Whether to clip the output to the range; default false.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers without clipping; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>min_max_scaling</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The shapes differ or are not lists, a number is not finite or is beyond the type that the layer
    /// computes with, or a smallest value is above the largest.</exception>
    /// <example><code>
    /// // Two features, both scaled to 0 … 1.
    /// new MinMaxScaling(TensorData.Of(new[] { 0.0, 1900 }), TensorData.Of(new[] { 1.0, 2100 }))
    /// </code></example>
    public MinMaxScaling(
        TensorData dataMin, TensorData dataMax, (double Minimum, double Maximum)? featureRange = null, bool clip = false,
        bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(featureRange, clip, invert, name, dtype)
    {
        var (low, high) = (GivenNumbers.Of(this, nameof(dataMin), dataMin), GivenNumbers.Of(this, nameof(dataMax), dataMax));
        GivenNumbers.RequireSameShape(this, nameof(dataMin), low, nameof(dataMax), high);
        for (var i = 0; i < low.Length; i++)
            if (low[i] > high[i]) throw Throw.GivenUpsideDown(this, i, low[i], high[i]);
        double[] range = [.. low.Zip(high, (least, largest) => largest == least ? 1 : largest - least)];
        HeldNumbers.RequireFactors(this, "the range from dataMin to dataMax", TensorData.Of(range, [range.Length]), Policy.ArithmeticType);
        GiveInPlaceOfLearning(low, range);
    }

    /// <summary>The output range.</summary>
    public (double Minimum, double Maximum) FeatureRange { get; }

    /// <summary>Whether the output is clipped to the range.</summary>
    public bool Clip { get; }

    /// <summary>The smallest value of each feature, learned or given, <c>(features)</c> in float64; <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public TensorData? DataMin => Learned("minimum");

    /// <summary>The largest value of each feature in the data of <c>Adapt</c>, or the upper end of the given range, <c>(features)</c> in
    /// float64; <see langword="null"/> if neither is known.</summary>
    public TensorData? DataMax =>
        IsGiven ? TensorData.Of([.. DataMin!.ToArray<double>().Zip(DataRange!.ToArray<double>(), (least, range) => least + range)],
        DataMin.Shape)
        : Report is { } report ? TensorData.Of([.. report.Features.Select(feature => feature.Maximum)], [report.Features.Count]) : null;

    /// <summary>The difference between the largest and the smallest value of each feature; 1 for a constant feature. <c>(features)</c> in
    /// float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? DataRange => Learned("range");

    internal override string? Given => IsGiven ? "minima and maxima" : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("minimum"), new("range", isDivisor: true)];

    private double Size => FeatureRange.Maximum - FeatureRange.Minimum;

    // The stock layers that replace this layer in files pass masks on.
    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        var y = Centred(x, numbers[0], numbers[1] / Size);
        if (FeatureRange.Minimum != 0) y += FeatureRange.Minimum;
        return Clip ? Min(Max(y, FeatureRange.Minimum), FeatureRange.Maximum) : y;
    }

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers)
    {
        if (FeatureRange.Minimum != 0) y -= FeatureRange.Minimum;
        return y * (numbers[1] / Size) + numbers[0];
    }

    private protected override bool LearnsFromRange => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature)
    {
        var range = feature.Maximum - feature.Minimum;
        return [feature.Minimum, range == 0 || (feature.IsConstant && ConstantFeatures == ConstantFeatures.UnitVariance) ? 1 : range];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("feature_range", TensorData.Of([FeatureRange.Minimum, FeatureRange.Maximum], [2])).Set("clip", Clip)
            .Set("invert", Invert));
    }

    /// <inheritdoc/>
    public static MinMaxScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var range = config.OptionalTensor("feature_range") ?? TensorData.Of([0.0, 1], [2]);
        if (range.Length != 2) throw Throw.BadArgument(config.Owner, "feature_range", "two numbers", range);
        return ReadNumbers(new MinMaxScaling((range.AsSpan<double>()[0], range.AsSpan<double>()[1]), config.Flag("clip", false),
            config.Flag("invert", false), config.Name, config.Policy), config);
    }
}
