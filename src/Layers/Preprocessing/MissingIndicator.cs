using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that indicates missing values: 1 for NaN, 0 for any other value. Beside an <see cref="Imputation"/>, it tells a model
/// which values were filled in.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes; the output is <c>(batch, …, indicated)</c> in the type of the
/// policy: one column for each feature, or for each feature with missing values in <c>Adapt</c>. In the second case, adapt the layer before
/// it is put into a model, because the learned features determine the size of the output. Missing values are no error in <c>Adapt</c>:
/// <see cref="NumericAdaptiveLayer.MissingValues"/> is <see cref="MissingValues.Ignore"/> here. There is no inverse, because the missing
/// values are not known. The layer does not have scikit-learn's <c>error_on_new</c>, an error if another feature is missing, because a
/// graph cannot throw; <c>Model.Check</c> finds such rows. For texts, use <c>TextMissingIndicator</c>. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.MissingIndicator.html"/>.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations <c>Isnan</c> and <c>Where</c>, and
/// <c>Take</c> if not all features are indicated, which every Keras release since 3.3 opens; this library restores its own
/// class.</para></remarks>
/// <example><code>
/// var x = new Input(9);
/// var filled = new Imputation(ImputationStrategy.Constant).Apply(x);
/// var known = new Concatenate().Apply(filled, new MissingIndicator(IndicatedFeatures.All).Apply(x));
/// </code></example>
public sealed class MissingIndicator : NumericAdaptiveLayer, INamesOutputs, IWrittenAsStock, ISavable<MissingIndicator>
{
    private readonly LearnedValue<long[]?> _indices;

    /// <summary>Creates a layer that learns with <c>Adapt</c> which features may be missing, or indicates all features.</summary>
    /// <param name="features">The features to indicate; default those with missing values.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>missing_indicator</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public MissingIndicator(IndicatedFeatures features = IndicatedFeatures.MissingOnly, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (features is not (IndicatedFeatures.MissingOnly or IndicatedFeatures.All))
            throw Throw.BadArgument(Name, nameof(features), "one of MissingOnly and All; " +
                "given features have their own constructor", features);
        Features = features;
        _indices = AddLearned<long[]?>(null);
        MissingValues = MissingValues.Ignore;
    }

    /// <summary>Creates a layer that indicates given features; there is nothing to adapt.</summary>
    /// <param name="features">The indices of the features, counted from 0, ascending; one or more.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>missing_indicator</c>, numbered by the
    /// model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">There are no features, or the indices are not ascending from 0.</exception>
    /// <example><code>new MissingIndicator([0, 3])   // indicates two of the features</code></example>
    public MissingIndicator(IReadOnlyList<int> features, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0 || features[0] < 0 || features.Zip(features.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw Throw.BadArgument(Name, nameof(features), "indices of features, ascending from 0, one or more",
                $"[{string.Join(", ", features)}]");
        Features = IndicatedFeatures.Given;
        _indices = AddLearned<long[]?>([.. features.Select(feature => (long)feature)]);
        MissingValues = MissingValues.Ignore;
    }

    /// <summary>The features that the layer indicates.</summary>
    public IndicatedFeatures Features { get; }

    /// <summary>The indices of the indicated features, ascending; <see langword="null"/> before <c>Adapt</c>, and if all features are
    /// indicated.</summary>
    public IReadOnlyList<long>? Indices => _indices.Value;

    /// <inheritdoc/>
    public override bool IsAdapted => Features == IndicatedFeatures.All || _indices.Value is not null;

    internal override bool CastsInput => false;

    internal override string? Given => Features == IndicatedFeatures.Given ? "features" : null;

    internal override long? LearnedPlaces => _indices.Value?.Length;

    private protected override bool LearnsFromEmpty => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var axis = FeatureAxes(inputShape.Rank)[0];
        if (_indices.Value is not { Length: > 0 } indices) return;
        if (!inputShape[axis].IsKnown) throw Throw.UnknownFeatures(this, axis, inputShape);
        if (indices[^1] >= inputShape[axis].Size) throw Throw.WrongFeatures(this, axis, indices[^1] + 1, inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBuiltFor(x);
        if (!IsAdapted) throw Throw.IndicatorNotAdapted(this);
        // Integers are never missing; they are cast to floats so that IsNaN can be applied.
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        var some = _indices.Value is not { } indices ? x : LastAxis.Take(x, indices);
        return Where(IsNaN(some), Scalar(1, x.Type), Scalar(0, x.Type));
    }

    /// <inheritdoc/>
    protected override int[] FeatureAxes(int rank) => rank >= 2 ? [rank - 1] : throw Throw.NeedsFeatures(this, rank);

    /// <inheritdoc/>
    protected override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Features == IndicatedFeatures.All) return;
        long[] indices = [.. report.Features.Where(feature => feature.Missing > 0).Select(feature => (long)feature.Index)];
        if (indices.Length == 0) throw Throw.NothingMissing(this, report.Rows);
        // Later layers of the model were built for the size of the output.
        if (_indices.Value is { } before && !before.AsSpan().SequenceEqual(indices) && HasFixedOutput)
            throw Throw.OtherFeaturesMissing(this, before, indices);
        _indices.Value = indices;
    }

    /// <summary>Returns the names of the output columns: the name of the indicated column, and <c>missing</c>.</summary>
    /// <param name="columns">The names of the input columns, in order.</param>
    /// <exception cref="ArgumentException">There are fewer names than the indicated features need.</exception>
    public IReadOnlyList<string> ColumnNames(IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (_indices.Value is { Length: > 0 } indices && indices[^1] >= columns.Count)
            throw Throw.TooFewNames(this, indices[^1] + 1, columns.Count);
        return [.. (_indices.Value is { } some ? some.Select(index => columns[(int)index]) : columns)
            .Select(column => $"{column} missing")];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("features", SnakeCase.Of(Features.ToString())).Set("indices", _indices.Value?.AsEnumerable());
    }

    /// <inheritdoc/>
    public static MissingIndicator FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var features = Choice.Of<IndicatedFeatures>(config, "features");
        if (features == IndicatedFeatures.Given)
            return new([.. (config.OptionalIntegers("indices") ?? throw Throw.MissingSetting(config.Owner, "indices"))
                .Select(index => config.Whole("indices", index))], config.Name, config.Policy);
        var layer = new MissingIndicator(features, config.Name, config.Policy);
        if (config.OptionalIntegers("indices") is not { } given) return layer;
        long[] indices = [.. given];
        if (layer.Features == IndicatedFeatures.All || indices.Length == 0 || indices[0] < 0
            || indices.Zip(indices.Skip(1)).Any(pair => pair.First >= pair.Second)) throw Throw.BadIndices(config.Owner);
        layer._indices.Value = indices;
        return layer;
    }
}
