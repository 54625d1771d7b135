namespace Layers;

/// <summary>The base of <see cref="OneHotEncoding"/> and <see cref="OrdinalEncoding"/>. It groups the rare categories of a column into one
/// category, which comes last.</summary>
public abstract class GroupedEncoding : ColumnEncoding<VocabularyState>
{
    // For each column, whether each of its categories is rare; null for a column without rare categories.
    private readonly LearnedValue<bool[]?[]?> _rare;

    private protected GroupedEncoding(UnknownCategory unknown, double? minFrequency, int? maxCategories, string missingText, string? name,
        DTypePolicy? dtype)
        : base(missingText, name, dtype)
    {
        if (!Enum.IsDefined(unknown)) throw Throw.BadArgument(Name, nameof(unknown), "one of Error, Ignore and Infrequent", unknown);
        if (minFrequency is { } share && !(share > 0 && double.IsFinite(share)))
            throw Throw.BadArgument(Name, nameof(minFrequency), "above 0: a share below 1, or a count", share);
        if (maxCategories < 1) throw Throw.BadArgument(Name, nameof(maxCategories), "1 or more", maxCategories);
        (Unknown, MinFrequency, MaxCategories) = (unknown, minFrequency, maxCategories);
        _rare = AddLearned<bool[]?[]?>(null);
    }

    /// <summary>The handling of a category that was not learned.</summary>
    public UnknownCategory Unknown { get; }

    /// <summary>The frequency below which categories are grouped: a share of the rows if it is below 1, otherwise a count.
    /// <see langword="null"/> if categories are not grouped by their frequency.</summary>
    public double? MinFrequency { get; }

    /// <summary>The maximum number of output categories of a column, including the group of rare categories; <see langword="null"/> for no
    /// limit.</summary>
    public int? MaxCategories { get; }

    /// <summary>The grouped categories of each column; <see langword="null"/> for a column without grouped categories, and before
    /// <c>Adapt</c>.</summary>
    public IReadOnlyList<CategoryList?>? InfrequentCategories =>
        _rare.Value is { } rare && Categories is { } categories
            ? [.. categories.Select((column, c) => rare[c] is { } isRare ? Rare(column, isRare) : null)] : null;

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(null, PerColumn: true, DistinctLimit);

    private protected override bool RefusesUnknown => Unknown == UnknownCategory.Error;

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, null, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) => EncodedColumns.Misfit(state);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var (categories, rare) = (new CategoryList[state.Features], new bool[]?[state.Features]);
        for (var c = 0; c < categories.Length; c++)
        {
            var counts = state.Column(c);
            if (counts.Distinct == 0) throw Throw.NoCategoryInColumn(this, c, state);
            categories[c] = counts.Values.Sorted(out var places);
            rare[c] = RareCategories.Of(Array.ConvertAll(places, place => counts.Counts[place]), state.Rows, MinFrequency, MaxCategories);
        }
        SetLearned(categories, rare);
    }

    /// <summary>Whether each given category is grouped, from the constructor's <paramref name="infrequent"/>; null if that is
    /// null.</summary>
    private protected bool[]?[]? GroupedFrom(CategoryList[] categories, IReadOnlyList<IReadOnlyList<int>?>? infrequent)
    {
        if (infrequent is null) return null;
        if (infrequent.Count != categories.Length) throw Throw.WrongInfrequentListCount(this, categories.Length, infrequent.Count);
        return [.. infrequent.Select((places, c) =>
        {
            if (places is not { Count: > 0 }) return null;
            var isRare = new bool[categories[c].Count];
            foreach (var place in places)
            {
                if (place < 0 || place >= isRare.Length) throw Throw.InfrequentIndexOutOfRange(this, place, c, isRare.Length);
                isRare[place] = true;
            }
            return isRare;
        })];
    }

    private protected void SetLearned(CategoryList[] categories, bool[]?[]? rare = null)
    {
        var isRare = rare ?? new bool[]?[categories.Length];
        Set(categories, () => _rare.Value = isRare);
    }

    /// <summary>The number of output categories of a column, before one is dropped.</summary>
    private protected int OutputCount(int column) =>
        _rare.Value![column] is { } rare ? rare.Count(isRare => !isRare) + 1 : Categories![column].Count;

    /// <summary>Whether a column has grouped categories.</summary>
    private protected bool HasRare(int column) => _rare.Value![column] is not null;

    /// <summary>The output index of each category of a column, starting with the unknown category; −1 for none.</summary>
    private protected long[] OutputIndices(int column)
    {
        var (rare, places) = (_rare.Value![column], new long[Categories![column].Count + 1]);
        var group = OutputCount(column) - 1;
        places[0] = rare is not null && Unknown == UnknownCategory.Infrequent ? group : -1;
        for (int i = 1, next = 0; i < places.Length; i++) places[i] = rare is not null && rare[i - 1] ? group : next++;
        return places;
    }

    /// <summary>The names of a column's output categories.</summary>
    private protected string[] OutputCategoryNames(int column)
    {
        var (categories, names) = (Categories![column], new string[OutputCount(column)]);
        var places = OutputIndices(column);
        for (var i = 0; i < categories.Count; i++) names[places[i + 1]] = categories.TextOf(i);
        if (!HasRare(column)) return names;
        var group = "(infrequent)";
        while (names.AsSpan(..^1).Contains(group)) group = $"({group})";
        names[^1] = group;
        return names;
    }

    private protected void WriteStart(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("unknown", SnakeCase.Of(Unknown.ToString())).Set("min_frequency", MinFrequency)
            .Set("max_categories", (long?)MaxCategories);
    }

    private protected void WriteLearned(ConfigWriter config)
    {
        WriteCategories(config);
        foreach (var (c, rare) in (_rare.Value ?? []).Index())
            if (rare is not null) config.Set($"infrequent_{c}", rare.Index().Where(pair => pair.Item).Select(pair => (long)pair.Index));
    }

    private protected void ReadLearned(ConfigReader config)
    {
        if (ReadCategories(config) is not ({ } columns, var areGiven)) return;
        IsGiven = areGiven;
        var rare = new bool[]?[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            if (config.OptionalIntegers($"infrequent_{c}") is not { Count: > 0 } indices) continue;
            rare[c] = new bool[columns[c].Count];
            foreach (var index in indices)
            {
                if (index < 0 || index >= columns[c].Count)
                    throw Throw.SavedCategories(config.Owner, $"the index {index} in 'infrequent_{c}'");
                rare[c]![index] = true;
            }
        }
        SetLearned(columns, rare);
    }

    private static CategoryList Rare(CategoryList column, bool[] isRare) =>
        new(column.AreTexts ? column.Texts.Where((_, i) => isRare[i]).ToArray() : column.Integers.Where((_, i) => isRare[i]).ToArray());
}
