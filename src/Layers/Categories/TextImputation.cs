using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Puts a text in place of each missing one: the column's most frequent, or one that is given. All others stay as they
/// are.</summary>
/// <remarks>Input <c>(batch, features)</c> of texts; output the same. A missing text is one word, <see cref="Missing"/>, since neither
/// Keras nor ONNX has null; the empty one unless it is said. A column that is missing in every row is refused. With a constant there is
/// nothing to adapt. Beside it, a <see cref="TextMissingIndicator"/> lets a model know what was filled in. For numbers there is
/// <see cref="Imputation"/>. Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.impute.SimpleImputer.html"/>.
/// <para>Keras computes nothing with texts on most of its backends: files hold this layer as its own class. Its ONNX file has standard
/// operators.</para></remarks>
/// <example><code>
/// var imputation = new TextImputation();
/// imputation.Adapt(cells);                     // string[,] with "" where a cell is empty
/// </code></example>
public sealed class TextImputation : AdaptiveLayer<VocabularyState>, ISavable<TextImputation>
{
    private readonly LearnedValue<string[]?> _fills;

    /// <summary>Learns what to put in place of missing texts, or takes it.</summary>
    /// <param name="strategy">What is put there; default the most frequent text.</param>
    /// <param name="fillValue">The text of <see cref="TextImputationStrategy.Constant"/>, for every column; <see langword="null"/> for
    /// <c>missing_value</c>.</param>
    /// <param name="missing">The text that stands for a missing one; default the empty one.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>text_imputation</c>, numbered.</param>
    /// <exception cref="LayerException"><paramref name="fillValue"/> is given where the strategy does not use it, or is the missing text
    /// itself.</exception>
    public TextImputation(TextImputationStrategy strategy = TextImputationStrategy.MostFrequent, string? fillValue = null, string missing = "", string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(missing);
        if (strategy is not (TextImputationStrategy.MostFrequent or TextImputationStrategy.Constant))
            throw Throw.BadArgument(Name, nameof(strategy), "one of MostFrequent and Constant; texts that are given have a constructor of their own", strategy);
        if (fillValue is not null && strategy != TextImputationStrategy.Constant) throw Throw.BadArgument(Name, nameof(fillValue), "left out unless the strategy is Constant", fillValue);
        (Strategy, FillValue, Missing) = (strategy, Utf8Text.WellFormed(fillValue ?? "missing_value"), Utf8Text.WellFormed(missing));
        if (strategy == TextImputationStrategy.Constant && FillValue == Missing) throw Throw.BadArgument(Name, nameof(fillValue), "another text than the one that stands for a missing text", fillValue);
        _fills = AddLearned<string[]?>(null);
    }

    /// <summary>Uses a given text for each column; there is nothing to adapt.</summary>
    /// <param name="fillValues">What each column's missing texts become; one or more.</param>
    /// <param name="missing">The text that stands for a missing one; default the empty one.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>text_imputation</c>, numbered.</param>
    /// <exception cref="LayerException">There is no text, or one is null or the missing text itself.</exception>
    /// <example><code>new TextImputation(["Oslo", "unknown"])   // two columns: a city and an occupation</code></example>
    public TextImputation(IReadOnlyList<string> fillValues, string missing = "", string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(fillValues);
        ArgumentNullException.ThrowIfNull(missing);
        (Strategy, FillValue, Missing) = (TextImputationStrategy.Given, "", Utf8Text.WellFormed(missing));
        if (fillValues.Count == 0 || fillValues.Any(text => text is null || Utf8Text.WellFormed(text) == Missing))
            throw Throw.BadArgument(Name, nameof(fillValues), "one text for each column, none of them the text that stands for a missing text", $"[{string.Join(", ", fillValues.Select(text => text is null ? "null" : $"'{text}'"))}]");
        _fills = AddLearned<string[]?>([.. fillValues.Select(Utf8Text.WellFormed)]);
    }

    /// <summary>What is put in place of missing texts.</summary>
    public TextImputationStrategy Strategy { get; }

    /// <summary>The text of <see cref="TextImputationStrategy.Constant"/>.</summary>
    public string FillValue { get; }

    /// <summary>The text that stands for a missing one.</summary>
    public string Missing { get; }

    /// <summary>What each column's missing texts become; <see langword="null"/> before <c>Adapt</c>, and with a constant, which is
    /// <see cref="FillValue"/>.</summary>
    public IReadOnlyList<string>? FillValues => _fills.Value is { } fills ? Array.AsReadOnly(fills) : null;

    /// <summary>How many distinct texts of a column <c>Adapt</c> may count before it gives up; default
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
    protected internal override SummaryRequest? Summary => new VocabularySummary(DType.String, PerColumn: true, VocabularyState.DefaultDistinctLimit);

    internal override bool CastsInput => false;

    internal override string? Given => Strategy switch { TextImputationStrategy.Constant => "fillValue", TextImputationStrategy.Given => "fillValues", _ => null };

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
        var fill = Strategy == TextImputationStrategy.Constant ? Constant(TensorData.Of(new[] { FillValue })) : Constant(TensorData.Of(_fills.Value ?? throw Throw.NotAdapted(this)));
        return Where(TextMissingIndicator.IsMissing(x, Missing), fill, x);
    }

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, DType.String, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) => EncodedColumns.Misfit(state) ?? (state.Type == DType.Int64 ? "texts" : null);

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
        config.Set("strategy", SnakeCase.Of(Strategy.ToString())).Set("fill_value", Strategy == TextImputationStrategy.Constant ? FillValue : null).Set("missing", Missing).Set("fill_values", _fills.Value?.AsEnumerable());
    }

    /// <inheritdoc/>
    public static TextImputation FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = config.Policy;
        if (Choice.Of<TextImputationStrategy>(config, "strategy") == TextImputationStrategy.Given)
        {
            _ = config.OptionalText("fill_value");
            return new([.. config.OptionalTexts("fill_values") ?? throw Throw.MissingSetting(config.Owner, "fill_values")], config.OptionalText("missing") ?? "", config.Name);
        }
        var layer = new TextImputation(Choice.Of<TextImputationStrategy>(config, "strategy"), config.OptionalText("fill_value"), config.OptionalText("missing") ?? "", config.Name);
        if (config.OptionalTexts("fill_values") is { } fills) layer._fills.Value = [.. fills];
        return layer;
    }

    private string MostFrequent(VocabularyState state, int column)
    {
        var seen = state.Column(column);
        string? best = null;
        var most = 0L;
        // Of those that are as frequent, the last in the order of a vocabulary has the first bytes.
        for (var i = 0; i < seen.Distinct && seen.Counts[i] >= most; i++)
            if (seen.Texts[i] != Missing) (best, most) = (seen.Texts[i], seen.Counts[i]);
        return best ?? throw Throw.NothingButMissing(this, column, state);
    }
}
