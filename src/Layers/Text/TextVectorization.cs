using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that maps texts to the indices or the counts of their tokens. It standardizes and splits a text, and looks up the
/// tokens in a vocabulary.</summary>
/// <remarks>Input: texts <c>(batch)</c> or <c>(batch, 1)</c>. Output of <see cref="OutputMode.Int"/>: int64 <c>(batch, length)</c>, with
/// <see cref="OutputSequenceLength"/> as the length or, without it, that of the longest text of the batch. Longer texts are truncated, and
/// shorter texts are padded with 0. The index 1 stands for all tokens outside the vocabulary; the vocabulary starts at 2. Output of the
/// other modes: <c>(batch, tokens)</c> in the type of the policy. Column 0 stands for all tokens outside the vocabulary; the vocabulary
/// starts at column 1. Without a split, each element of an input of any shape is a token.
/// <para>Texts are compared by their UTF-8 bytes. <see cref="TextStandardization"/> and <see cref="TextSplit"/> define lowercase letters,
/// punctuation marks, white space and characters.</para>
/// <para>Managed code reads texts before the engine runs. ONNX has no operators that return the same tokens, so a model with this layer
/// cannot be exported to ONNX, unless the layer neither standardizes, splits nor joins. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/"/>.</para></remarks>
/// <example><code>
/// var words = new TextVectorization(outputSequenceLength: 4);
/// words.Adapt(new[] { "foo bar", "bar baz", "baz bada boom" });   // baz, bar, foo, boom, bada
/// words.Predict(new[] { "Foo qux bar!" });                        // 4 1 3 0
/// </code></example>
public sealed class TextVectorization : IndexLookup<string>, ISavable<TextVectorization>
{
    private const string Unk = "[UNK]", Utf8 = "utf-8";

    private readonly Tokenizer _tokenizer;
    private readonly int[]? _ngrams;

    // Whether the file had one number for ngrams, as Keras writes it: 2 stands for 1 and 2.
    private bool _savesLongest;

    /// <summary>Creates a layer whose vocabulary is set by <c>Adapt</c>, <see cref="IndexLookup{T}.SetVocabulary"/> or the
    /// constructor.</summary>
    /// <param name="maxTokens">The maximum number of indices, including those of padding and of unknown tokens; more than 1, or
    /// <see langword="null"/> (the default) for any number.</param>
    /// <param name="standardize">The standardization of a text before it is split; default
    /// <see cref="TextStandardization.LowerAndStripPunctuation"/>.</param>
    /// <param name="split">The way in which a text is split into tokens; default <see cref="TextSplit.Whitespace"/>.</param>
    /// <param name="ngrams">The numbers of neighbouring tokens that are joined with a space, each 1 or more: <c>[1, 2]</c>, which is
    /// Keras's
    /// 2, for tokens and then pairs; <see langword="null"/> (the default) for single tokens.</param>
    /// <param name="outputMode">The form of the output; default <see cref="OutputMode.Int"/>. <see cref="OutputMode.OneHot"/> is for texts
    /// that are not split.</param>
    /// <param name="outputSequenceLength">The number of indices of a text, 1 or more; <see langword="null"/> (the default) for that of the
    /// longest text of the batch.</param>
    /// <param name="padToMaxTokens">Whether the output of the other modes always has <paramref name="maxTokens"/> columns; default false,
    /// which means a column for each index.</param>
    /// <param name="vocabulary">The vocabulary, as in <see cref="IndexLookup{T}.SetVocabulary"/>; the layer is then not adapted, and files
    /// have the vocabulary in the settings. If <see langword="null"/>, the default, <c>Adapt</c> learns the vocabulary.</param>
    /// <param name="idfWeights">The factor of each entry of <paramref name="vocabulary"/>, required with a vocabulary in the mode
    /// <see cref="OutputMode.TfIdf"/> and refused in the others; <see langword="null"/>, the default, for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>text_vectorization</c>, numbered.</param>
    /// <param name="dtype">The type of the output of the other modes; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of range, two arguments cannot be combined, or the vocabulary is not valid; see
    /// <see cref="IndexLookup{T}.SetVocabulary"/>.</exception>
    public TextVectorization(
        int? maxTokens = null, TextStandardization standardize = TextStandardization.LowerAndStripPunctuation,
        TextSplit split = TextSplit.Whitespace, IReadOnlyList<int>? ngrams = null,
        OutputMode outputMode = OutputMode.Int, int? outputSequenceLength = null, bool padToMaxTokens = false,
            IReadOnlyList<string>? vocabulary = null, IReadOnlyList<double>? idfWeights = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(maxTokens, 1, [""], Unk, invert: false, outputMode, padToMaxTokens, OovMethod.FloorMod, null, name, dtype)
    {
        if (!Enum.IsDefined(standardize)) throw Throw.BadArgument(Name, nameof(standardize), "one of TextStandardization", standardize);
        if (!Enum.IsDefined(split)) throw Throw.BadArgument(Name, nameof(split), "one of TextSplit", split);
        if (ngrams is { Count: 0 } || ngrams?.Any(width => width < 1) == true)
            throw Throw.BadArgument(Name, nameof(ngrams), "one or more numbers of 1 or more", $"[{string.Join(", ", ngrams)}]");
        if (outputSequenceLength is < 1) throw Throw.BadArgument(Name, nameof(outputSequenceLength), "1 or more", outputSequenceLength);
        if (outputSequenceLength is not null && outputMode != OutputMode.Int) throw Throw.LengthOfIndicesOnly(Name, outputMode);
        if (outputMode == OutputMode.OneHot && split != TextSplit.None) throw Throw.OneHotOfTokens(Name);
        (Standardize, Split, OutputSequenceLength, _ngrams) = (standardize, split, outputSequenceLength,
            ngrams is null ? null : [.. ngrams]);
        _tokenizer = new Tokenizer(TextWords.Of(standardize), TextWords.Of(split), Widths);
        Give(vocabulary, idfWeights);
    }

    /// <summary>The standardization of a text before it is split.</summary>
    public TextStandardization Standardize { get; }

    /// <summary>The way in which a text is split into tokens.</summary>
    public TextSplit Split { get; }

    /// <summary>The numbers of neighbouring tokens that are joined, in the order of the result; <see langword="null"/> for single
    /// tokens.</summary>
    public IReadOnlyList<int>? Ngrams => _ngrams is null ? null : Array.AsReadOnly(_ngrams);

    /// <summary>The number of indices of a text; <see langword="null"/> for that of the longest text of the batch.</summary>
    public int? OutputSequenceLength { get; }

    // A SQL query can group only whole texts, not tokens.
    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => null;

    internal override bool IsSavedWithItsShape => true;

    // Keras's layer has an inner lookup layer, and files have the vocabulary twice.
    internal override IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups => [("", []), (Lookup, [])];

    private const string Lookup = "_lookup_layer";

    private protected override IReadOnlyList<string> VocabularyFiles => [VocabularyFile.Name, $"{Lookup}/{VocabularyFile.Name}"];

    private protected override DType ValueType => DType.String;

    // The tokens of a text are not categories of the input column.
    internal override (CategoryList Categories, bool RefusesOthers)? CategoriesOf(int place) =>
        TakesTextsWhole ? base.CategoriesOf(place) : null;

    private bool TakesTextsWhole => _tokenizer is { Standardize: null, Split: null, IsJoined: false };

    private long[]? Widths => _ngrams is null ? null : Array.ConvertAll(_ngrams, width => (long)width);

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type != DType.String) throw Throw.NeedsTextRows(this, x);
        if (x.Shape.Rank == 0) return Squeeze(Indices(Unsqueeze(x, 0)), 0);
        return Indices(x);
    }

    /// <inheritdoc/>
    protected override VocabularyState CreateState(Shape batch) => new(batch, _tokenizer, DistinctLimit);

    /// <inheritdoc/>
    protected override string? Misfit(VocabularyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return _tokenizer.Equals(state.Cutting) ? null : _tokenizer.ToString();
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("max_tokens", (long?)MaxTokens).Set("standardize", _tokenizer.Standardize).Set("split", _tokenizer.Split);
        if (_savesLongest) config.Set("ngrams", (long)_ngrams!.Length);
        else config.Set("ngrams", Widths?.AsEnumerable());
        config.Set("output_sequence_length", (long?)OutputSequenceLength).Set("ragged", false);
        WriteEnd(config, (writer, key, words) => writer.Set(key, words));
        config.Set("vocabulary_size", SizeToWrite ?? FirstTerm).Set("encoding", Utf8);
    }

    /// <inheritdoc/>
    public static TextVectorization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.Flag("ragged", false)) throw Throw.RaggedIndices(config.Owner);
        if (config.OptionalText("encoding") is { } encoding && !encoding.Equals(Utf8, StringComparison.OrdinalIgnoreCase))
            throw Throw.OtherEncoding(config.Owner, encoding);
        var (isOne, ngrams) = (config.Has("ngrams") && !config.IsList("ngrams"), config.OptionalAxes("ngrams"));
        if (isOne && ngrams is [var most])
            ngrams = most is >= 1 and <= 1000
                ? [.. Enumerable.Range(1, most)] : throw Throw.WrongSetting(config.Owner, "ngrams", "from 1 to 1000", most);
        var layer = new TextVectorization(
            config.OptionalWhole("max_tokens"), TextWords.Standardization(config), TextWords.Split(config), ngrams,
            OutputModes.Read(config, OutputMode.Int, Enum.GetValues<OutputMode>()),
            config.OptionalWhole("output_sequence_length"), config.Flag("pad_to_max_tokens", false), KerasLists.Texts(config, "vocabulary"),
                ReadIdf(config), config.Name, config.Policy)
        {
            _savesLongest = isOne,
        };
        layer.ReadRest(config);
        return layer;
    }

    private protected override string Mended(string value) => Utf8Text.WellFormed(value);

    private protected override string Parse(string text) => text;

    private protected override Value Read(Value x, CallContext call) => x;

    private protected override Value Bucket(Value values) => throw Throw.Bug("all tokens outside the vocabulary have one index.");

    private Value Indices(Value x)
    {
        RequireRows(x.Shape);
        var nothing = OutputMode == OutputMode.Int ? 0L : -1L;
        var index = TakesTextsWhole
            // Whole texts need only a table, which is exact and an operator of every runtime.
            ? Table(x, nothing)
            : TokenIndices(x, Terms, _tokenizer.Standardize, _tokenizer.Split, Widths,
                Split == TextSplit.None ? null : OutputSequenceLength, FirstTerm, FirstOov, nothing);
        if (OutputMode != OutputMode.Int) return Encoded(index);
        return Split == TextSplit.None && OutputSequenceLength is { } length ? Resized(index, length) : index;
    }

    private Value Table(Value x, long nothing)
    {
        string[] keys = ["", .. Terms];
        long[] indices = [nothing, .. Enumerable.Range(FirstTerm, Terms.Length).Select(place => (long)place)];
        return LabelEncoder(x, keys, indices, TensorData.Scalar((long)FirstOov));
    }

    private void RequireRows(Shape shape)
    {
        if (Split != TextSplit.None && shape.Rank > 1 && shape[^1] != 1) throw Throw.NotOneTextARow(this, shape);
        if (Split != TextSplit.None && shape.Rank > 2 && OutputMode != OutputMode.Int) throw Throw.CountsOneTextARow(this, shape);
        if (Split == TextSplit.None && _ngrams is not null && (shape.Rank < 2 || !shape[^1].IsKnown))
            throw Throw.NoNeighboursInARow(this, shape);
        if (Split == TextSplit.None && OutputSequenceLength is not null && shape.Rank < 2) throw Throw.NoRowToCut(this, shape);
    }

    private static Value Resized(Value index, int length)
    {
        var cut = Slice(index, 0, length, -1);
        var (before, zeros) = (new long[index.Shape.Rank], new long[index.Shape.Rank]);
        if (cut.Shape[^1].IsKnown)
        {
            zeros[^1] = length - cut.Shape[^1].Size;
            return zeros[^1] == 0 ? cut : Pad(cut, before, zeros);
        }
        // The length is unknown, so the indices are padded by the full length and then truncated.
        zeros[^1] = length;
        return Slice(Pad(cut, before, zeros), 0, length, -1);
    }
}
