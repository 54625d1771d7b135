using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes each category as its frequency: its share of the rows that <c>Adapt</c> saw, or its count. It encodes
/// several columns at once.</summary>
/// <remarks>Input: texts or whole numbers, <c>(batch, columns)</c>, or <c>(batch)</c> for a single column. Output: <c>(batch, columns)</c>
/// in the type of the policy: shares from 0 to 1, or counts. A category that was not seen is 0. Two categories with the same frequency get
/// the same number, so a model cannot distinguish them.
/// <para>Keras does not have this layer. A file stores it as a nested model of lookups and operations, and this library reads it back as
/// this class.</para></remarks>
/// <example><code>
/// var cities = new FrequencyEncoding();
/// cities.Adapt(new[] { "Oslo", "Bergen", "Oslo", "Oslo" });
/// cities.Predict(new[] { "Oslo", "Bergen", "Bodø" });   // 0.75, 0.25 and 0
/// </code></example>
public sealed class FrequencyEncoding : ColumnEncoding<VocabularyState>, ISavable<FrequencyEncoding>
{
    private readonly LearnedValue<double[][]?> _numbers;

    /// <summary>Learns the frequencies of the categories of each column with <c>Adapt</c>.</summary>
    /// <param name="normalize">Whether the numbers are shares of the rows, which is the default; otherwise they are counts.</param>
    /// <param name="missingText">The text that marks a missing value; the default is the empty text.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>frequency_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    public FrequencyEncoding(bool normalize = true, string missingText = "", string? name = null, DTypePolicy? dtype = null)
        : base(missingText, name, dtype)
    {
        Normalize = normalize;
        _numbers = AddLearned<double[][]?>(null);
    }

    /// <summary>Whether the numbers are shares of the rows; otherwise they are counts.</summary>
    public bool Normalize { get; }

    /// <summary>The share or count of each of <see cref="ColumnEncoding{TState}.Categories"/>, column by column; <see langword="null"/>
    /// before <c>Adapt</c>.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Frequencies =>
        _numbers.Value is { } numbers ? [.. numbers.Select(Array.AsReadOnly)] : null;

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
            if (counts.Distinct == 0) throw Throw.NoCategoryInColumn(this, c, state);
            categories[c] = counts.Values.Sorted(out var places);
            numbers[c] = Array.ConvertAll(places, place => Normalize ? (double)counts.Counts[place] / counts.Total : counts.Counts[place]);
        }
        Set(categories, () => _numbers.Value = numbers);
    }

    private protected override long Width(int column) => 1;

    private protected override IEnumerable<Value> Encode(int column, Value index, CallContext? call) =>
        [Gather(Numbers([0, .. _numbers.Value![column]]), index)];

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
        var layer = new FrequencyEncoding(config.Flag("normalize", true), config.OptionalText("missing_text") ?? "", config.Name,
            config.Policy);
        if (ReadCategories(config) is not ({ } columns, _)) return layer;
        var numbers = columns.Select((column, c) => ReadNumbers(config, $"frequencies_{c}", column.Count)).ToArray();
        layer.Set(columns, () => layer._numbers.Value = numbers);
        return layer;
    }
}
