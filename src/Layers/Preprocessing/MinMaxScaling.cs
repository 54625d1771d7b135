using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Brings each feature from its own range to a given one: <c>y = (x − min) / (max − min) · (high − low) + low</c>.</summary>
/// <remarks>A value outside the range that was seen leaves the given one, unless it is clipped. A feature that does not vary counts as one
/// of range 1: what was seen becomes <c>low</c>, and another value is shifted, not blown up; under <see cref="ConstantFeatures.Keras"/>
/// that is so only where all values are equal. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.MinMaxScaler.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new MinMaxScaling((-1, 1), clip: true);
/// scaling.Adapt(features);                     // float[,]: one range a column
/// var model = new Sequential { new Input(9), scaling, new Dense(1) };
/// </code></example>
public sealed class MinMaxScaling : FeatureTransform, ISavable<MinMaxScaling>
{
    /// <summary>Learns the range of each feature with <c>Adapt</c>.</summary>
    /// <param name="featureRange">The range that comes out; <see langword="null"/> for 0 to 1.</param>
    /// <param name="clip">Whether values that leave the range are brought to its nearest end; default false.</param>
    /// <param name="invert">Whether scaled numbers are turned back, without clipping; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>min_max_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The range is empty, upside down, not finite, or beyond the type that comes out.</exception>
    public MinMaxScaling((double Minimum, double Maximum)? featureRange = null, bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        FeatureRange = featureRange ?? (0, 1);
        Clip = clip;
        if (!(Size > 0) || !double.IsFinite(Size)) throw Throw.BadArgument(Name, nameof(featureRange), "two finite numbers, the lesser first", FeatureRange);
        HeldNumbers.RequireGiven(this, nameof(featureRange), TensorData.Of([FeatureRange.Minimum, FeatureRange.Maximum], [2]), invert ? Policy.ArithmeticType : Policy.ComputeType);
        HeldNumbers.RequireFactors(this, "the size of featureRange", TensorData.Scalar(Size), Policy.ArithmeticType);
    }

    /// <summary>Uses a given range of each feature; there is nothing to adapt.</summary>
    /// <param name="dataMin">The least value of each feature, <c>(features)</c>: what becomes the lower end of
    /// <paramref name="featureRange"/>.</param>
    /// <param name="dataMax">The largest value of each feature, of the same shape: what becomes the upper end. One that is equal to the
    /// least counts as 1 above it.</param>
    /// <param name="featureRange">The range that comes out; <see langword="null"/> for 0 to 1.</param>
    /// <param name="clip">Whether values that leave the range are brought to its nearest end; default false.</param>
    /// <param name="invert">Whether scaled numbers are turned back, without clipping; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>min_max_scaling</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The shapes differ or are no lists, a number is not finite or beyond the type that the layer
    /// computes with, or a least value is above the largest.</exception>
    /// <example><code>new MinMaxScaling(TensorData.Of(new[] { 0.0, 1900 }), TensorData.Of(new[] { 1.0, 2100 }))   // two features, both to 0 … 1</code></example>
    public MinMaxScaling(
        TensorData dataMin, TensorData dataMax, (double Minimum, double Maximum)? featureRange = null, bool clip = false, bool invert = false, string? name = null, DTypePolicy? dtype = null)
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

    /// <summary>The range that comes out.</summary>
    public (double Minimum, double Maximum) FeatureRange { get; }

    /// <summary>Whether values that leave the range are brought to its nearest end.</summary>
    public bool Clip { get; }

    /// <summary>The least value of each feature, that <c>Adapt</c> saw or that was given, <c>(features)</c> in float64;
    /// <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? DataMin => Learned("minimum");

    /// <summary>The largest value of each feature that <c>Adapt</c> saw, or the upper end of the range that was given, <c>(features)</c> in
    /// float64; <see langword="null"/> where neither is known.</summary>
    public TensorData? DataMax => IsGiven ? TensorData.Of([.. DataMin!.ToArray<double>().Zip(DataRange!.ToArray<double>(), (least, range) => least + range)], DataMin.Shape)
        : Report is { } report ? TensorData.Of([.. report.Features.Select(feature => feature.Maximum)], [report.Features.Count]) : null;

    /// <summary>How far each feature's values reach above <see cref="DataMin"/>; 1 for a feature that does not vary. <c>(features)</c> in
    /// float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? DataRange => Learned("range");

    internal override string? Given => IsGiven ? "dataMin and dataMax" : null;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("minimum"), new("range", isDivisor: true)];

    private double Size => FeatureRange.Maximum - FeatureRange.Minimum;

    // The stock layers that stand for it in files hand masks on.
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
        WriteNumbers(config.Set("feature_range", TensorData.Of([FeatureRange.Minimum, FeatureRange.Maximum], [2])).Set("clip", Clip).Set("invert", Invert));
    }

    /// <inheritdoc/>
    public static MinMaxScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var range = config.OptionalTensor("feature_range") ?? TensorData.Of([0.0, 1], [2]);
        if (range.Length != 2) throw Throw.BadArgument(config.Owner, "feature_range", "two numbers", range);
        return ReadNumbers(new MinMaxScaling((range.AsSpan<double>()[0], range.AsSpan<double>()[1]), config.Flag("clip", false), config.Flag("invert", false), config.Name, config.Policy), config);
    }
}
