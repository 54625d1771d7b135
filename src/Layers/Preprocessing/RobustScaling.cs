namespace Layers;

/// <summary>A layer that subtracts the median of each feature and divides by the range between two quantiles: <c>y = (x − median) / (q_high
/// − q_low)</c>. Outliers hardly affect either.</summary>
/// <remarks>The quantiles are numpy's, interpolated linearly: exact for up to 1024 values, within half a percent of rank for more
/// (<see cref="FeatureReport.Quantile"/>). A feature with two equal quantiles is shifted and not scaled, as in scikit-learn.
/// Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.RobustScaler.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var scaling = new RobustScaling(quantileRange: (10, 90));
/// scaling.Adapt(features);                     // float[,]: one median and one range for each column
/// </code></example>
public sealed class RobustScaling : FeatureTransform, ISavable<RobustScaling>
{
    /// <summary>Creates a layer that learns the median and the quantiles of each feature with <c>Adapt</c>.</summary>
    /// <param name="withCentering">Whether to subtract the median; default true.</param>
    /// <param name="withScaling">Whether to divide by the range between the quantiles; default true.</param>
    /// <param name="quantileRange">The two quantiles in percent, between 0 and 100; <see langword="null"/> for 25 and 75.</param>
    /// <param name="unitVariance">Whether to divide the range by that of a standard normal distribution, so that normal data have variance
    /// 1; default false.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>robust_scaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The quantiles are not two percentages, the smaller first; or one is 0 or 100 with
    /// <paramref name="unitVariance"/>, because the normal distribution has no ends.</exception>
    public RobustScaling(
        bool withCentering = true, bool withScaling = true, (double Low, double High)? quantileRange = null, bool unitVariance = false,
        bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert, name, dtype)
    {
        (WithCentering, WithScaling, QuantileRange, UnitVariance) = (withCentering, withScaling, quantileRange ?? (25, 75), unitVariance);
        var (low, high) = QuantileRange;
        if (!(low >= 0 && low < high && high <= 100)) throw Throw.BadArgument(Name, nameof(quantileRange), "two percentages between 0 " +
            "and 100, the smaller first", QuantileRange);
        if (unitVariance && (low == 0 || high == 100)) throw Throw.BadArgument(Name, nameof(quantileRange), "above 0 and below 100 " +
            "percent with unitVariance, because a normal distribution has no ends", QuantileRange);
    }

    /// <summary>Creates a layer with a given center and range for each feature; there is nothing to adapt.</summary>
    /// <param name="center">The numbers to subtract, <c>(features)</c>; <see langword="null"/> for none.</param>
    /// <param name="range">The divisors of the differences, <c>(features)</c>, not 0; <see langword="null"/> for none.</param>
    /// <param name="invert">Whether to apply the inverse, which restores scaled numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>robust_scaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">Both arguments are <see langword="null"/>, they are not lists of the same size, a number is not
    /// finite or is beyond the type that the layer computes with, or a range is 0.</exception>
    /// <example><code>new RobustScaling(center: new[] { 38.5, 51000 }, range: new[] { 17.0, 23500 })   // two features: an age and an
    /// income</code></example>
    public RobustScaling(TensorData? center, TensorData? range, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(center is not null, range is not null, invert: invert, name: name, dtype: dtype)
    {
        if (center is null && range is null) throw Throw.BadArgument(Name, nameof(center), "given if range is not", "neither");
        var subtracted = center is null ? null : GivenNumbers.Of(this, nameof(center), center);
        var divisors = range is null ? null : GivenNumbers.Divisors(this, nameof(range), range);
        if (subtracted is not null && divisors is not null)
            GivenNumbers.RequireSameShape(this, nameof(center), subtracted, nameof(range), divisors);
        GiveInPlaceOfLearning(subtracted ?? new double[divisors!.Length], divisors ?? [.. subtracted!.Select(_ => 1.0)]);
    }

    /// <summary>Whether the layer subtracts the median.</summary>
    public bool WithCentering { get; }

    /// <summary>Whether the layer divides by the range between the quantiles.</summary>
    public bool WithScaling { get; }

    /// <summary>The two quantiles, in percent.</summary>
    public (double Low, double High) QuantileRange { get; }

    /// <summary>Whether normal data have variance 1 after scaling.</summary>
    public bool UnitVariance { get; }

    /// <summary>The median of each feature, or the given center, <c>(features)</c> in float64; <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public TensorData? Center => Learned("center");

    /// <summary>The range between the two quantiles of each feature, scikit-learn's <c>scale_</c>; 1 if they are equal. <c>(features)</c>
    /// in float64; <see langword="null"/> before <c>Adapt</c>.</summary>
    public TensorData? Range => Learned("range");

    internal override string? Given => IsGiven ? "center and range" : null;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => [new("center"), new("range", isDivisor: true)];

    // The stock layers that replace this layer in files pass masks on.
    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers)
    {
        var range = WithScaling ? numbers[1] : null;
        return WithCentering ? Centred(x, numbers[0], range) : range is null ? x : x / range;
    }

    /// <inheritdoc/>
    protected override Value Inverse(Value y, IReadOnlyList<Value> numbers)
    {
        if (WithScaling) y *= numbers[1];
        return WithCentering ? y + numbers[0] : y;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature) => [feature.Quantile(0.5), Divisor(feature)];

    private protected override void RequireHeld(FeatureReport feature, IReadOnlyList<double> fit)
    {
        base.RequireHeld(feature, fit);
        HeldNumbers.RequireResult(
            this, feature, x =>
            (WithCentering ? x - fit[0] : x) / (WithScaling ? fit[1] : 1), Invert ? Policy.ArithmeticType : Policy.ComputeType,
            "Clip the feature first, or take a wider quantileRange.");
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("with_centering", WithCentering).Set("with_scaling", WithScaling)
            .Set("quantile_range", TensorData.Of([QuantileRange.Low, QuantileRange.High], [2])).Set("unit_variance", UnitVariance);
        WriteNumbers(config.Set("invert", Invert));
    }

    /// <inheritdoc/>
    public static RobustScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var range = config.OptionalTensor("quantile_range") ?? TensorData.Of([25.0, 75], [2]);
        if (range.Length != 2) throw Throw.BadArgument(config.Owner, "quantile_range", "two numbers", range);
        var layer = new RobustScaling(
            config.Flag("with_centering", true), config.Flag("with_scaling", true), (range.AsSpan<double>()[0], range.AsSpan<double>()[1]),
            config.Flag("unit_variance", false), config.Flag("invert", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }

    private double Divisor(FeatureReport feature)
    {
        var range = feature.Quantile(QuantileRange.High / 100) - feature.Quantile(QuantileRange.Low / 100);
        if (range == 0 || (feature.IsConstant && ConstantFeatures == ConstantFeatures.UnitVariance)) return 1;
        return UnitVariance ? range
            / (NormalDistribution.Quantile(QuantileRange.High / 100) - NormalDistribution.Quantile(QuantileRange.Low / 100)) : range;
    }
}
