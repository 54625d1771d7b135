using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that replaces each missing value (NaN) with a number: the feature's mean or median, or a given number. Other values
/// stay unchanged.</summary>
/// <remarks>The output has the shape of the input. <c>Adapt</c> ignores missing values: <see cref="NumericAdaptiveLayer.MissingValues"/> is
/// <see cref="MissingValues.Ignore"/> here. With a constant there is nothing to adapt. <c>Adapt</c> refuses a feature that is missing in
/// every row, because the feature has no mean or median, unless <see cref="KeepEmptyFeatures"/> fills it with 0. scikit-learn would drop
/// the feature, but a model's input cannot drop a feature. There is no inverse, because the output does not show which values were missing
/// (see <see cref="MissingIndicator"/>). For texts, use <c>TextImputation</c>. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.SimpleImputer.html"/>.
/// <para><inheritdoc cref="FeatureTransform" path="/remarks"/></para></remarks>
/// <example><code>
/// var imputation = new Imputation(ImputationStrategy.Median);
/// imputation.Adapt(features);                  // float[,] with NaN where a value is missing
/// var model = new Sequential { new Input(9), imputation, new Dense(1) };
/// </code></example>
public sealed class Imputation : FeatureTransform, ISavable<Imputation>
{
    private const string Values = "statistics";

    /// <summary>Creates a layer that learns its fill values with <c>Adapt</c>, or uses a constant.</summary>
    /// <param name="strategy">The fill value of a feature; default the mean.</param>
    /// <param name="fillValue">The number for <see cref="ImputationStrategy.Constant"/>, for every feature; default 0.</param>
    /// <param name="keepEmptyFeatures">Whether features without any value are filled with 0, or with <paramref name="fillValue"/>, and not
    /// refused; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>imputation</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="fillValue"/> is not finite, is beyond the output type, or is given for a strategy
    /// that does not use it.</exception>
    public Imputation(ImputationStrategy strategy = ImputationStrategy.Mean, double fillValue = 0, bool keepEmptyFeatures = false,
        string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        if (strategy is not (ImputationStrategy.Mean or ImputationStrategy.Median or ImputationStrategy.Constant))
            throw Throw.BadArgument(Name, nameof(strategy), "one of Mean, Median and Constant; " +
                "given numbers have their own constructor", strategy);
        if (!double.IsFinite(fillValue)) throw Throw.BadArgument(Name, nameof(fillValue), "a finite number", fillValue);
        HeldNumbers.RequireGiven(this, nameof(fillValue), TensorData.Scalar(fillValue), Policy.ComputeType);
        if (fillValue != 0 && strategy != ImputationStrategy.Constant)
            throw Throw.BadArgument(Name, nameof(fillValue), "left out unless the strategy is Constant", fillValue);
        (Strategy, FillValue, KeepEmptyFeatures) = (strategy, fillValue, keepEmptyFeatures);
        MissingValues = MissingValues.Ignore;
    }

    /// <summary>Creates a layer with a given fill value for each feature; there is nothing to adapt.</summary>
    /// <param name="fillValues">The fill value of each feature, <c>(features)</c>.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>imputation</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The fill values are not a list of finite numbers, or a number is beyond the output
    /// type.</exception>
    /// <example><code>new Imputation(TensorData.Of(new[] { 38.5, 51000 }))   // two features: an age and an income</code></example>
    public Imputation(TensorData fillValues, string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        (Strategy, MissingValues) = (ImputationStrategy.Given, MissingValues.Ignore);
        var values = GivenNumbers.Of(this, nameof(fillValues), fillValues);
        HeldNumbers.RequireGiven(this, nameof(fillValues), TensorData.Of(values, [values.Length]), Policy.ComputeType);
        GiveInPlaceOfLearning(values);
    }

    /// <summary>The fill value of a feature.</summary>
    public ImputationStrategy Strategy { get; }

    /// <summary>The number for <see cref="ImputationStrategy.Constant"/>.</summary>
    public double FillValue { get; }

    /// <summary>Whether features without any value are filled and not refused.</summary>
    public bool KeepEmptyFeatures { get; }

    /// <summary>The fill value of each feature, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>, and for a
    /// constant, which is <see cref="FillValue"/>.</summary>
    public TensorData? FillValues => Strategy == ImputationStrategy.Constant ? null : Learned(Values);

    /// <inheritdoc/>
    public override bool IsAdapted => Strategy == ImputationStrategy.Constant || base.IsAdapted;

    internal override string? Given => IsGiven ? "fill values" : null;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => Strategy == ImputationStrategy.Median;

    private protected override bool LearnsFromEmpty => KeepEmptyFeatures || Strategy == ImputationStrategy.Constant;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => Strategy == ImputationStrategy.Constant ? [] : [new(Values)];

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) =>
        Where(IsNaN(x), numbers.Count == 0 ? (Value)FillValue : numbers[0], x);

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature) => Strategy switch
    {
        ImputationStrategy.Constant => [],
        _ when feature.Count == 0 => [0],
        ImputationStrategy.Median => [feature.Quantile(0.5)],
        _ => [feature.Mean],
    };

    // Values that are not missing are output unchanged.
    private protected override void RequireHeld(FeatureReport feature, IReadOnlyList<double> fit) => HeldNumbers.RequireSeen(this, feature);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("strategy", SnakeCase.Of(Strategy.ToString())).Set("fill_value", FillValue)
            .Set("keep_empty_features", KeepEmptyFeatures));
    }

    /// <inheritdoc/>
    public static Imputation FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (Choice.Of<ImputationStrategy>(config, "strategy") == ImputationStrategy.Given)
        {
            _ = (config.OptionalNumber("fill_value"), config.Flag("keep_empty_features", false), config.Flag("given", true));
            return new(config.OptionalTensor(Values) ?? throw Throw.MissingSetting(config.Owner, Values), config.Name, config.Policy);
        }
        var layer = new Imputation(Choice.Of<ImputationStrategy>(config, "strategy"), config.OptionalNumber("fill_value") ?? 0,
            config.Flag("keep_empty_features", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }
}
