using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Puts a number in place of each missing value (NaN): the feature's mean or median, or one that is given. All others stay as they
/// are.</summary>
/// <remarks>The output has the shape of the input. <c>Adapt</c> takes missing values as what they are:
/// <see cref="NumericAdaptiveLayer.MissingValues"/> is <see cref="MissingValues.Ignore"/> here. With a constant there is nothing to adapt.
/// A feature that is missing in every row is refused, as there is nothing to put in its place, unless <see cref="KeepEmptyFeatures"/> says
/// 0; scikit-learn would drop it, and a model's input cannot. There is no inverse: nothing tells what was missing (see
/// <see cref="MissingIndicator"/>). For texts there is <c>TextImputation</c>. Source:
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

    /// <summary>Learns what to put in place of missing values, or takes it.</summary>
    /// <param name="strategy">What is put there; default the mean.</param>
    /// <param name="fillValue">The number of <see cref="ImputationStrategy.Constant"/>, for every feature; default 0.</param>
    /// <param name="keepEmptyFeatures">Whether features without any value are filled, with 0 or <paramref name="fillValue"/>, and not
    /// refused; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>imputation</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="fillValue"/> is not finite, beyond the type that comes out, or given where the
    /// strategy does not use it.</exception>
    public Imputation(ImputationStrategy strategy = ImputationStrategy.Mean, double fillValue = 0, bool keepEmptyFeatures = false, string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        if (strategy is not (ImputationStrategy.Mean or ImputationStrategy.Median or ImputationStrategy.Constant))
            throw Throw.BadArgument(Name, nameof(strategy), "one of Mean, Median and Constant; numbers that are given have a constructor of their own", strategy);
        if (!double.IsFinite(fillValue)) throw Throw.BadArgument(Name, nameof(fillValue), "a finite number", fillValue);
        HeldNumbers.RequireGiven(this, nameof(fillValue), TensorData.Scalar(fillValue), Policy.ComputeType);
        if (fillValue != 0 && strategy != ImputationStrategy.Constant) throw Throw.BadArgument(Name, nameof(fillValue), "left out unless the strategy is Constant", fillValue);
        (Strategy, FillValue, KeepEmptyFeatures) = (strategy, fillValue, keepEmptyFeatures);
        MissingValues = MissingValues.Ignore;
    }

    /// <summary>Uses a given number for each feature; there is nothing to adapt.</summary>
    /// <param name="fillValues">What each feature's missing values become, <c>(features)</c>.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>imputation</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">They are no list of finite numbers, or one is beyond the type that comes out.</exception>
    /// <example><code>new Imputation(TensorData.Of(new[] { 38.5, 51000 }))   // two features: an age and an income</code></example>
    public Imputation(TensorData fillValues, string? name = null, DTypePolicy? dtype = null)
        : base(invert: false, name, dtype)
    {
        (Strategy, MissingValues) = (ImputationStrategy.Given, MissingValues.Ignore);
        var values = GivenNumbers.Of(this, nameof(fillValues), fillValues);
        HeldNumbers.RequireGiven(this, nameof(fillValues), TensorData.Of(values, [values.Length]), Policy.ComputeType);
        GiveInPlaceOfLearning(values);
    }

    /// <summary>What is put in place of missing values.</summary>
    public ImputationStrategy Strategy { get; }

    /// <summary>The number of <see cref="ImputationStrategy.Constant"/>.</summary>
    public double FillValue { get; }

    /// <summary>Whether features without any value are filled and not refused.</summary>
    public bool KeepEmptyFeatures { get; }

    /// <summary>What each feature's missing values become, <c>(features)</c> in float64; <see langword="null"/> before <c>Adapt</c>, and
    /// with a constant, which is <see cref="FillValue"/>.</summary>
    public TensorData? FillValues => Strategy == ImputationStrategy.Constant ? null : Learned(Values);

    /// <inheritdoc/>
    public override bool IsAdapted => Strategy == ImputationStrategy.Constant || base.IsAdapted;

    internal override string? Given => IsGiven ? "fillValues" : null;

    /// <inheritdoc/>
    protected internal override bool NeedsQuantiles => Strategy == ImputationStrategy.Median;

    private protected override bool LearnsFromEmpty => KeepEmptyFeatures || Strategy == ImputationStrategy.Constant;

    /// <inheritdoc/>
    protected override IReadOnlyList<LearnedNumber> Numbers => Strategy == ImputationStrategy.Constant ? [] : [new(Values)];

    /// <inheritdoc/>
    protected override Value Transform(Value x, IReadOnlyList<Value> numbers) => Where(IsNaN(x), numbers.Count == 0 ? (Value)FillValue : numbers[0], x);

    /// <inheritdoc/>
    protected override IReadOnlyList<double> Fit(FeatureReport feature) => Strategy switch
    {
        ImputationStrategy.Constant => [],
        _ when feature.Count == 0 => [0],
        ImputationStrategy.Median => [feature.Quantile(0.5)],
        _ => [feature.Mean],
    };

    // What is not missing goes through as it is.
    private protected override void RequireHeld(FeatureReport feature, IReadOnlyList<double> fit) => HeldNumbers.RequireSeen(this, feature);

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        WriteNumbers(config.Set("strategy", SnakeCase.Of(Strategy.ToString())).Set("fill_value", FillValue).Set("keep_empty_features", KeepEmptyFeatures));
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
        var layer = new Imputation(Choice.Of<ImputationStrategy>(config, "strategy"), config.OptionalNumber("fill_value") ?? 0, config.Flag("keep_empty_features", false), config.Name, config.Policy);
        return ReadNumbers(layer, config);
    }
}
