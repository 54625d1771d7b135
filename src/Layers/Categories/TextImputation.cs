using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that replaces missing texts with the most frequent text of the column, or with a given text. All other texts stay
/// unchanged.</summary>
/// <remarks>Input: <c>(batch, features)</c> of texts. Output: texts of the same shape. <see cref="Missing"/> is the text that marks a
/// missing value, because neither Keras nor ONNX has null texts; by default it is the empty text. A column that is missing in every row is
/// refused. With a constant there is nothing to adapt. A <see cref="TextMissingIndicator"/> beside this layer tells a model which texts
/// were replaced. For numbers, use <see cref="Imputation"/>. Source:
/// <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.SimpleImputer.html"/>.
/// <para>Most backends of Keras do not compute with texts, so files store this layer as its own class. Its ONNX export has standard
/// operators.</para></remarks>
/// <example><code>
/// var imputation = new TextImputation();
/// imputation.Adapt(cells);                     // string[,] with "" where a cell is empty
/// </code></example>
public sealed class TextImputation : AdaptiveLayer<VocabularyState>, ISavable<TextImputation>
{
    private readonly LearnedValue<string[]?> _fills;

    /// <summary>Learns the replacements with <c>Adapt</c>, or uses a constant.</summary>
    /// <param name="strategy">The choice of the replacement; default the most frequent text.</param>
    /// <param name="fillValue">The text of <see cref="TextImputationStrategy.Constant"/>, for every column; <see langword="null"/> for
    /// <c>missing_value</c>.</param>
    /// <param name="missing">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>text_imputation</c>
    /// with a number.</param>
    /// <exception cref="LayerException"><paramref name="fillValue"/> is given and the strategy does not use it, or it equals
    /// <paramref name="missing"/>.</exception>
    public TextImputation(TextImputationStrategy strategy = TextImputationStrategy.MostFrequent, string? fillValue = null,
        string missing = "", string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(missing);
        if (strategy is not (TextImputationStrategy.MostFrequent or TextImputationStrategy.Constant))
            throw Throw.BadArgument(Name, nameof(strategy),
                "one of MostFrequent and Constant; for given texts, use the constructor that takes fillValues", strategy);
        if (fillValue is not null && strategy != TextImputationStrategy.Constant)
            throw Throw.BadArgument(Name, nameof(fillValue), "left out unless the strategy is Constant", fillValue);
        (Strategy, FillValue, Missing) = (strategy, Utf8Text.WellFormed(fillValue ?? "missing_value"), Utf8Text.WellFormed(missing));
        if (strategy == TextImputationStrategy.Constant && FillValue == Missing)
            throw Throw.BadArgument(Name, nameof(fillValue), "different from the text that marks a missing value", fillValue);
        _fills = AddLearned<string[]?>(null);
    }

    /// <summary>Uses a given replacement for each column; there is nothing to adapt.</summary>
    /// <param name="fillValues">The replacement for each column, one or more.</param>
    /// <param name="missing">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>text_imputation</c>
    /// with a number.</param>
    /// <exception cref="LayerException">There is no replacement, or a replacement is null or equals <paramref name="missing"/>.</exception>
    /// <example><code>new TextImputation(["Oslo", "unknown"])   // two columns: a city and an occupation</code></example>
    public TextImputation(IReadOnlyList<string> fillValues, string missing = "", string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(fillValues);
        ArgumentNullException.ThrowIfNull(missing);
        (Strategy, FillValue, Missing) = (TextImputationStrategy.Given, "", Utf8Text.WellFormed(missing));
        if (fillValues.Count == 0 || fillValues.Any(text => text is null || Utf8Text.WellFormed(text) == Missing))
            throw Throw.BadArgument(Name, nameof(fillValues),
                "one text for each column, each different from the text that marks a missing value",
                $"[{string.Join(", ", fillValues.Select(text => text is null ? "null" : $"'{text}'"))}]");
        _fills = AddLearned<string[]?>([.. fillValues.Select(Utf8Text.WellFormed)]);
    }

    /// <summary>The choice of the replacement.</summary>
    public TextImputationStrategy Strategy { get; }

    /// <summary>The text of <see cref="TextImputationStrategy.Constant"/>.</summary>
    public string FillValue { get; }

    /// <summary>The text that marks a missing value.</summary>
    public string Missing { get; }

    /// <summary>The replacement of each column; <see langword="null"/> before <c>Adapt</c>, and with a constant, which is
    /// <see cref="FillValue"/>.</summary>
    public IReadOnlyList<string>? FillValues => _fills.Value is { } fills ? Array.AsReadOnly(fills) : null;

    /// <summary>The maximum number of distinct texts of a column that <c>Adapt</c> counts before it throws; default
    /// <see cref="VocabularyState.DefaultDistinctLimit"/>.</summary>
    public int DistinctLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    = VocabularyState.DefaultDistinctLimit;

    /// <inheritdoc/>
    public override bool IsAdapted => Strategy == TextImputationStrategy.Constant || _fills.Value is not null;

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(DType.String, PerColumn: true, DistinctLimit);

    internal override bool CastsInput => false;

    internal override string? Given =>
        Strategy switch { TextImputationStrategy.Constant => "fillValue", TextImputationStrategy.Given => "fillValues", _ => null };

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        EncodedColumns.RequireRows(this, inputShape);
        if (_fills.Value is { } fills && inputShape[1] != fills.Length) throw Throw.WrongFeatures(this, 1, fills.Length, inputShape);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type != DType.String) throw Throw.NeedsTextRows(this, x);
        var fill = Strategy == TextImputationStrategy.Constant
            ? Constant(TensorData.Of(new[] { FillValue })) : Constant(TensorData.Of(_fills.Value ?? throw Throw.NotAdapted(this)));
        return Where(TextMissingIndicator.IsMissing(x, Missing), fill, x);
    }

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, DType.String, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) =>
        EncodedColumns.Misfit(state) ?? (state.Type == DType.Int64 ? "texts" : null);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        _fills.Value = [.. Enumerable.Range(0, state.Features).Select(column => MostFrequent(state, column))];
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("strategy", SnakeCase.Of(Strategy.ToString()))
            .Set("fill_value", Strategy == TextImputationStrategy.Constant ? FillValue : null).Set("missing", Missing)
            .Set("fill_values", _fills.Value?.AsEnumerable());
    }

    /// <inheritdoc/>
    public static TextImputation FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = config.Policy;
        if (Choice.Of<TextImputationStrategy>(config, "strategy") == TextImputationStrategy.Given)
        {
            _ = config.OptionalText("fill_value");
            return new([.. config.OptionalTexts("fill_values") ?? throw Throw.MissingSetting(config.Owner, "fill_values")],
                config.OptionalText("missing") ?? "", config.Name);
        }
        var layer = new TextImputation(Choice.Of<TextImputationStrategy>(config, "strategy"), config.OptionalText("fill_value"),
            config.OptionalText("missing") ?? "", config.Name);
        if (config.OptionalTexts("fill_values") is { } fills) layer._fills.Value = [.. fills];
        return layer;
    }

    private string MostFrequent(VocabularyState state, int column)
    {
        var seen = state.Column(column);
        string? best = null;
        var most = 0L;
        // Texts with equal counts are in descending order of their bytes, so the last has the first bytes.
        for (var i = 0; i < seen.Distinct && seen.Counts[i] >= most; i++)
            if (seen.Texts[i] != Missing) (best, most) = (seen.Texts[i], seen.Counts[i]);
        return best ?? throw Throw.AllValuesMissing(this, column, state);
    }
}
