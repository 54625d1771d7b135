using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How frequent each category is, for several columns side by side: its share of the rows that <c>Adapt</c> saw, or their
/// count.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch, columns)</c>
/// in the type of the policy: shares from 0 to 1, or counts. A category that was not seen is 0. Categories that are as frequent get the
/// same number, so that they are one to the model.
/// <para>Keras does not have the layer: files hold it as a model within the model, of lookups and operations, and this library reads its
/// own class back.</para></remarks>
/// <example><code>
/// var cities = new FrequencyEncoding();
/// cities.Adapt(new[] { "Oslo", "Bergen", "Oslo", "Oslo" });
/// cities.Predict(new[] { "Oslo", "Bergen", "Bodø" });   // 0.75, 0.25 and 0
/// </code></example>
public sealed class FrequencyEncoding : ColumnEncoding<VocabularyState>, ISavable<FrequencyEncoding>
{
    private readonly LearnedValue<double[][]?> _numbers;

    /// <summary>Learns how frequent the categories of each column are with <c>Adapt</c>.</summary>
    /// <param name="normalize">Whether numbers are shares of the rows, the default; otherwise they are counts.</param>
    /// <param name="missingText">The word that stands for a missing text; default the empty text.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>frequency_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public FrequencyEncoding(bool normalize = true, string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        Normalize = normalize;
        _numbers = AddLearned<double[][]?>(null);
    }

    /// <summary>Whether numbers are shares of the rows; otherwise they are counts.</summary>
    public bool Normalize { get; }

    /// <summary>Of each column the share or count of each of <see cref="ColumnEncoding{TState}.Categories"/>; <see langword="null"/> before
    /// <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Frequencies => _numbers.Value is { } numbers ? [.. numbers.Select(Array.AsReadOnly)] : null;

    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => new VocabularySummary(null, PerColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, null, perColumn: true, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state) => EncodedColumns.Misfit(state);

    /// <inheritdoc/>
    protected override void Learn(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Features == 0) throw Throw.NoColumns(this, state);
        var (categories, numbers) = (new CategoryList[state.Features], new double[state.Features][]);
        for (var c = 0; c < categories.Length; c++)
        {
            var counts = state.Column(c);
            if (counts.Distinct == 0) throw Throw.NothingOfColumn(this, c, state);
            categories[c] = counts.Values.Sorted(out var places);
            numbers[c] = Array.ConvertAll(places, place => Normalize ? (double)counts.Counts[place] / counts.Total : counts.Counts[place]);
        }
        Set(categories, () => _numbers.Value = numbers);
    }

    private protected override long Width(int column) => 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call) => [Gather(Numbers([0, .. _numbers.Value![column]]), index)];

    private protected override IEnumerable<string> NamesOf(int column, string name) => [name];

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("normalize", Normalize);
        WriteCategories(config);
        foreach (var (c, numbers) in (_numbers.Value ?? []).Index()) config.Set($"frequencies_{c}", TensorData.Of(numbers));
    }

    /// <inheritdoc/>
    public static FrequencyEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new FrequencyEncoding(config.Flag("normalize", true), config.OptionalText("missing_text") ?? "", config.Name, config.Policy);
        if (ReadCategories(config) is not ({ } columns, _)) return layer;
        var numbers = columns.Select((column, c) => ReadNumbers(config, $"frequencies_{c}", column.Count)).ToArray();
        layer.Set(columns, () => layer._numbers.Value = numbers);
        return layer;
    }
}
