namespace Layers.Tests;

/// <summary>Layers with a vocabulary keep the contract of every layer, with a learned and with a given vocabulary, in each mode.</summary>
public sealed class LookupContractTests
{
    private static readonly string[] s_words = ["red", "green,", "", "viol\u00e9t"];
    private static readonly TensorData s_texts = new[] { "red", "green,", "", "viol\u00e9t", "red", "red", "green,", "", "Red! red" };
    private static readonly TensorData s_integers = new long[] { 2, 1, 2, -1, 0, 2, 1, 5_000_000_000 };

    private static readonly TestCaseData[] s_layers =
    [
        Texts("StringLookup.Int", p => new StringLookup(dtype: p), 3, ["batch", 3], isIndex: true),
        Texts("StringLookup.Int.Mask", p => new StringLookup(maskToken: "", maxTokens: 4, dtype: p), 3, ["batch", 3], isIndex: true),
        Texts("StringLookup.Int.Hashed", p => new StringLookup(numOovIndices: 3, dtype: p), 3, ["batch", 3], isIndex: true, exports: false),
        Texts("StringLookup.Int.Salted", p => new StringLookup(numOovIndices: 2, salt: (3, 4), dtype: p), 3, ["batch", 3], isIndex: true,
            exports: false),
        Texts("StringLookup.OneHot", p => new StringLookup(outputMode: OutputMode.OneHot, dtype: p), 1, ["batch", 6]),
        Texts("StringLookup.OneHot.Padded",
            p => new StringLookup(outputMode: OutputMode.OneHot, maxTokens: 9, padToMaxTokens: true, dtype: p), 1, ["batch", 9]),
        Texts("StringLookup.MultiHot", p => new StringLookup(outputMode: OutputMode.MultiHot, maskToken: "", dtype: p), 3, ["batch", 5]),
        Texts("StringLookup.Count.Hashed", p => new StringLookup(outputMode: OutputMode.Count, numOovIndices: 2, dtype: p), 3, ["batch", 7],
            exports: false),
        Texts("StringLookup.TfIdf", p => new StringLookup(outputMode: OutputMode.TfIdf, dtype: p), 3, ["batch", 6]),
        Given("StringLookup.Given.Int", p => new StringLookup(vocabulary: s_words, dtype: p), 3, ["batch", 3], DType.Int64),
        Given("StringLookup.Given.OneHot", p => new StringLookup(vocabulary: s_words, outputMode: OutputMode.OneHot, dtype: p), 1,
            ["batch", 5]),
        Given("StringLookup.Given.TfIdf",
            p => new StringLookup(vocabulary: s_words, idfWeights: [1, 0.5, 2, 3], outputMode: OutputMode.TfIdf, dtype: p), 3,
            ["batch", 5]),
        Whole("IntegerLookup.Int.Mask", p => new IntegerLookup(maskToken: -1, dtype: p), 3, ["batch", 3], isIndex: true),
        Whole("IntegerLookup.Int.FloorMod", p => new IntegerLookup(numOovIndices: 3, dtype: p), 3, ["batch", 3], isIndex: true),
        Whole("IntegerLookup.Int.FarmHash", p => new IntegerLookup(numOovIndices: 3, oovMethod: OovMethod.FarmHash, dtype: p), 3,
            ["batch", 3], isIndex: true, exports: false),
        Whole("IntegerLookup.OneHot", p => new IntegerLookup(outputMode: OutputMode.OneHot, dtype: p), 1, ["batch", 5]),
        Whole("IntegerLookup.MultiHot", p => new IntegerLookup(outputMode: OutputMode.MultiHot, numOovIndices: 2, dtype: p), 3,
            ["batch", 6]),
        Whole("IntegerLookup.TfIdf", p => new IntegerLookup(outputMode: OutputMode.TfIdf, dtype: p), 3, ["batch", 5]),
        Case("IntegerLookup.Given.OneHot", p => new IntegerLookup(vocabulary: [3, 0, 1], outputMode: OutputMode.OneHot, dtype: p),
            ["batch", 1], ["batch", 4], DType.Int64, DType.Float32, exports: true),
        Case("StringLookup.Given.Inverted", p => new StringLookup(vocabulary: s_words, invert: true, dtype: p), ["batch", 3], ["batch", 3],
            DType.Int64, DType.String, exports: true),
        Texts("TextVectorization.Int", p => new TextVectorization(outputSequenceLength: 4, dtype: p), 1, ["batch", 4], isIndex: true,
            exports: false),
        Texts("TextVectorization.Int.Pairs", p => new TextVectorization(ngrams: [1, 2], outputSequenceLength: 4, maxTokens: 4, dtype: p), 1,
            ["batch", 4], isIndex: true, exports: false),
        Texts("TextVectorization.Int.Characters", p => new TextVectorization(split: TextSplit.Character, outputSequenceLength: 5, dtype: p),
            1, ["batch", 5], isIndex: true, exports: false),
        Texts("TextVectorization.MultiHot", p => new TextVectorization(outputMode: OutputMode.MultiHot, dtype: p), 1, ["batch", 4],
            exports: false),
        Texts("TextVectorization.TfIdf",
            p => new TextVectorization(outputMode: OutputMode.TfIdf, maxTokens: 7, padToMaxTokens: true, dtype: p), 1, ["batch", 7],
            exports: false),
        Texts("TextVectorization.OneHot.AsTheyAre",
            p => new TextVectorization(outputMode: OutputMode.OneHot, standardize: TextStandardization.None, split: TextSplit.None,
            dtype: p), 1, ["batch", 5]),
    ];

    [TestCaseSource(nameof(s_layers))]
    public void ALookup_KeepsTheContract(object make, object input, object output, DType inputType, DType outputType, bool exports) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)input, (Shape)output, inputType: inputType, outputType: outputType,
            hasGradient: false, exports: exports);

    private static TestCaseData Texts(string name, Func<DTypePolicy?, IndexLookup<string>> make, int columns, Shape output,
        bool isIndex = false, bool exports = true) =>
        Learned(name, make, s_texts, columns, output, DType.String, isIndex, exports);

    private static TestCaseData Whole(string name, Func<DTypePolicy?, IndexLookup<long>> make, int columns, Shape output,
        bool isIndex = false, bool exports = true) =>
        Learned(name, make, s_integers, columns, output, DType.Int64, isIndex, exports);

    // The lookup's data does not determine its input's shape, so it is not built yet.
    private static TestCaseData Learned(string name, Func<DTypePolicy?, AdaptiveLayer> make, TensorData data, int columns, Shape output,
        DType type, bool isIndex, bool exports)
    {
        return Case(name, Adapted, ["batch", columns], output, type, isIndex ? DType.Int64 : DType.Float32, exports);

        Layer Adapted(DTypePolicy? policy)
        {
            var layer = make(policy);
            layer.Adapt(data);
            return layer;
        }
    }

    private static TestCaseData Given(string name, Func<DTypePolicy?, Layer> make, int columns, Shape output, DType type = DType.Float32) =>
        Case(name, make, ["batch", columns], output, DType.String, type, exports: true);

    private static TestCaseData Case(string name, Func<DTypePolicy?, Layer> make, Shape input, Shape output, DType inputType,
        DType outputType, bool exports) =>
        new TestCaseData(make, input, output, inputType, outputType, exports).SetArgDisplayNames(name);
}
