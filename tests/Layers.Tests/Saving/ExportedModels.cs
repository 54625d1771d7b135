namespace Layers.Tests;

/// <summary>Models with texts or integers as inputs or outputs, and rows for them: every kind that is exported in standard
/// operators.</summary>
internal static class ExportedModels
{
    // Texts without NUL, because some programs truncate a text there before ONNX Runtime sees it.
    private static readonly string[] s_words = [.. AnyTexts.Odd.Where(text => !text.Contains('\0'))];

    private static readonly TensorData s_column = AnyTexts.Column(s_words);

    private static readonly TensorData s_pairs = TensorData.Of([.. s_words.Zip(s_words.Reverse(), (a, b) => new[] { a, b })
        .SelectMany(pair => pair)], [s_words.Length, 2]);

    private static readonly TensorData s_numbers = TensorData.Of([5L, -1, 0, long.MaxValue, long.MinValue, 5, 5, (1L << 53) + 1], [4, 2]);

    public static IReadOnlyDictionary<string, Func<(Model Model, IReadOnlyDictionary<string, TensorData> Rows)>> All { get; } =
        new Dictionary<string, Func<(Model, IReadOnlyDictionary<string, TensorData>)>>
        {
            ["words as indices"] = () =>
                Of(s_pairs, new StringLookup(maskToken: "", vocabulary: ["a", "A", "\u00E1", "\uFFFD", "\uD83D\uDE00", "x\ny"])),
            ["words one-hot"] = () => Of(s_column, Learned(new StringLookup(outputMode: OutputMode.OneHot), s_column)),
            ["words multi-hot"] = () =>
                Of(s_pairs, Learned(new StringLookup(maskToken: "", outputMode: OutputMode.MultiHot), s_pairs), new Dense(3)),
            ["words counted"] = () => Of(s_pairs, Learned(new StringLookup(outputMode: OutputMode.Count), s_pairs)),
            ["words weighted"] = () => Of(s_pairs, Learned(new StringLookup(outputMode: OutputMode.TfIdf), s_pairs)),
            ["words embedded"] = () =>
                Of(s_pairs, new StringLookup(vocabulary: ["a", "x"]), new Embedding(3, 4), new Flatten(), new Dense(2)),
            ["indices as words"] = () =>
                Of(TensorData.Of([0L, 1, 2, 9], [4, 1]), new StringLookup(vocabulary: ["\u00E1", "\uD83D\uDE00"], invert: true)),
            ["integers as indices"] = () => Of(s_numbers, new IntegerLookup(vocabulary: [5, long.MinValue, (1L << 53) + 1])),
            ["integers in buckets"] = () => Of(s_numbers, new IntegerLookup(numOovIndices: 3, vocabulary: [5])),
            ["integers multi-hot"] = () => Of(s_numbers, new IntegerLookup(vocabulary: [5, -1], outputMode: OutputMode.MultiHot)),
            ["integers one-hot"] = () => Of(TensorData.Of([0L, 2, 1], [3, 1]), new CategoryEncoding(3, outputMode: OutputMode.OneHot)),
            ["numbers in bins"] = () => Of(TensorData.Of([-1f, 0, 0.5f, 7], [4, 1]), new Discretization([0, 1, 5])),
            ["texts as they are"] = () =>
                Of(s_column, new TextVectorization(standardize: TextStandardization.None, split: TextSplit.None,
                vocabulary: ["a", "\uFFFD"])),
            ["categories one-hot"] = () => Of(s_pairs, Learned(new OneHotEncoding(UnknownCategory.Ignore, minFrequency: 2), s_pairs)),
            ["categories in order"] = () => Of(s_pairs, Learned(new OrdinalEncoding(), s_pairs)),
            ["categories by frequency"] = () => Of(s_pairs, Learned(new FrequencyEncoding(), s_pairs)),
            ["missing texts"] = () => Of(s_pairs, Learned(new TextImputation(), s_pairs)),
            ["missing texts told"] = () => Of(s_pairs, new TextMissingIndicator()),
            ["dates in ticks"] = () => Of(
                TensorData.Of([0L, new DateTime(2026, 11, 29, 23, 59, 59).Ticks, new DateTime(2024, 2, 29).Ticks], [3, 1]),
                new DateParts(DatePart.Year | DatePart.Month | DatePart.Day | DatePart.Hour, DateSource.Ticks)),
            ["a table of words and numbers"] = ATable,
        };

    private static (Model, IReadOnlyDictionary<string, TensorData>) Of(TensorData rows, params Layer[] layers)
    {
        var model = new Sequential(seed: 5) { new Input(rows.Shape[1..], rows.Type, "rows") };
        foreach (var layer in layers) model.Add(layer);
        return (model, new Dictionary<string, TensorData> { ["rows"] = rows });
    }

    private static AdaptiveLayer Learned(AdaptiveLayer layer, TensorData rows)
    {
        layer.Adapt(rows);
        return layer;
    }

    private static (Model, IReadOnlyDictionary<string, TensorData>) ATable()
    {
        var rows = Table.Of(
            Column.Text("Island (of birth)", [.. s_words]),
            Column.Number("Body Mass (g)", [.. s_words.Select((_, i) => 4000 + 100.5 * (i % 3) + i)]),
            Column.Integer("Year", [.. s_words.Select((_, i) => 2007L + i % 3)]));
        var space = new FeatureSpace
        {
            { "Island (of birth)", new OneHotEncoding(UnknownCategory.Ignore) },
            { "Body Mass (g)", new Normalization() },
            { "Year", new IntegerLookup(outputMode: OutputMode.OneHot) },
        };
        space.Adapt(rows);
        return (new Sequential(seed: 5) { space, new Dense(4, Activation.Relu), new Dense(2, Activation.Softmax) }, space.InputsOf(rows));
    }
}
