using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Texts as the indices of their tokens, or as counts of them: standardized, split, looked up in a vocabulary.</summary>
/// <remarks>Input: texts <c>(batch)</c> or <c>(batch, 1)</c>. Output of <see cref="OutputMode.Int"/>: int64 <c>(batch, length)</c>, cut at
/// <see cref="OutputSequenceLength"/> or as long as the longest
/// text of the batch, and padded with 0; 1 stands for tokens outside of the vocabulary, whose own indices start at 2. Output of the other
/// modes: <c>(batch, tokens)</c> in the type of the policy, where
/// 0 is the place of all tokens outside of the vocabulary, whose own places start at 1. Without a split, each element of an input of any
/// shape is a token.
/// <para>Texts are compared by their UTF-8 bytes. What lowering, marks, white space and characters are, <see cref="TextStandardization"/>
/// and <see cref="TextSplit"/> say.</para>
/// <para>Managed code reads texts before the engine runs. ONNX has no operators that give the same tokens, so a model with this layer has
/// no ONNX file, unless it neither standardizes, splits nor joins.
/// Source: <see href="https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/"/>.</para></remarks>
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

    // Keras writes what it was given: 2 is 1 and 2.
    private bool _savesLongest;

    /// <summary>A layer that <c>Adapt</c> or <see cref="IndexLookup{T}.SetVocabulary"/> gives its vocabulary, or the constructor.</summary>
    /// <param name="maxTokens">How many indices there are at most, those of padding and of other tokens among them, more than 1;
    /// <see langword="null"/> (the default) for any number.</param>
    /// <param name="standardize">What is done to a text first; default <see cref="TextStandardization.LowerAndStripPunctuation"/>.</param>
    /// <param name="split">How a text becomes tokens; default <see cref="TextSplit.Whitespace"/>.</param>
    /// <param name="ngrams">How many neighbouring tokens are joined by a space to one, each 1 or more: <c>[1, 2]</c> for tokens and then
    /// pairs, Keras's 2; <see langword="null"/> (the default) for tokens as they are.</param>
    /// <param name="outputMode">What becomes of the indices; default <see cref="OutputMode.Int"/>. <see cref="OutputMode.OneHot"/> is for
    /// texts that are not split.</param>
    /// <param name="outputSequenceLength">How many indices a text has, 1 or more; <see langword="null"/> (the default) for as many as the
    /// longest of the batch.</param>
    /// <param name="padToMaxTokens">Whether the output of the other modes has <paramref name="maxTokens"/> places; default false: as many
    /// as the vocabulary has.</param>
    /// <param name="vocabulary">The vocabulary, as in <see cref="IndexLookup{T}.SetVocabulary"/>; the layer then is not adapted, and files
    /// have it among the settings. <see langword="null"/> (the default): <c>Adapt</c> learns it.</param>
    /// <param name="idfWeights">The weights of the vocabulary for <see cref="OutputMode.TfIdf"/>.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>text_vectorization</c>, numbered.</param>
    /// <param name="dtype">The type of the output of the other modes; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range, two do not go together, or the vocabulary is none; see
    /// <see cref="IndexLookup{T}.SetVocabulary"/>.</exception>
    public TextVectorization(
        int? maxTokens = null, TextStandardization standardize = TextStandardization.LowerAndStripPunctuation, TextSplit split = TextSplit.Whitespace, IReadOnlyList<int>? ngrams = null,
        OutputMode outputMode = OutputMode.Int, int? outputSequenceLength = null, bool padToMaxTokens = false, IReadOnlyList<string>? vocabulary = null, IReadOnlyList<double>? idfWeights = null,
        string? name = null, DTypePolicy? dtype = null)
        : base(maxTokens, 1, [""], Unk, invert: false, outputMode, padToMaxTokens, OovMethod.FloorMod, null, name, dtype)
    {
        if (!Enum.IsDefined(standardize)) throw Throw.BadArgument(Name, nameof(standardize), "one of TextStandardization", standardize);
        if (!Enum.IsDefined(split)) throw Throw.BadArgument(Name, nameof(split), "one of TextSplit", split);
        if (ngrams is { Count: 0 } || ngrams?.Any(width => width < 1) == true) throw Throw.BadArgument(Name, nameof(ngrams), "one or more numbers of 1 or more", $"[{string.Join(", ", ngrams)}]");
        if (outputSequenceLength is < 1) throw Throw.BadArgument(Name, nameof(outputSequenceLength), "1 or more", outputSequenceLength);
        if (outputSequenceLength is not null && outputMode != OutputMode.Int) throw Throw.LengthOfIndicesOnly(Name, outputMode);
        if (outputMode == OutputMode.OneHot && split != TextSplit.None) throw Throw.OneHotOfTokens(Name);
        (Standardize, Split, OutputSequenceLength, _ngrams) = (standardize, split, outputSequenceLength, ngrams is null ? null : [.. ngrams]);
        _tokenizer = new Tokenizer(TextWords.Of(standardize), TextWords.Of(split), Widths);
        Give(vocabulary, idfWeights);
    }

    /// <summary>What is done to a text first.</summary>
    public TextStandardization Standardize { get; }

    /// <summary>How a text becomes tokens.</summary>
    public TextSplit Split { get; }

    /// <summary>How many neighbouring tokens are joined, in the order of the result; <see langword="null"/> for tokens as they
    /// are.</summary>
    public IReadOnlyList<int>? Ngrams => _ngrams is null ? null : Array.AsReadOnly(_ngrams);

    /// <summary>How many indices a text has; <see langword="null"/> for as many as the longest of the batch.</summary>
    public int? OutputSequenceLength { get; }

    // A query groups whole texts.
    /// <inheritdoc/>
    protected internal override SummaryRequest? Summary => null;

    internal override bool IsSavedWithItsShape => true;

    // Keras has a lookup within the layer, and what the lookup has twice.
    internal override IReadOnlyList<(string Group, IReadOnlyList<Weight> Weights)> WeightGroups => [("", []), (Lookup, [])];

    private const string Lookup = "_lookup_layer";

    private protected override IReadOnlyList<string> VocabularyFiles => [VocabularyFile.Name, $"{Lookup}/{VocabularyFile.Name}"];

    private protected override DType ValueType => DType.String;

    // Tokens are no categories of the texts that they are in.
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
        if (config.OptionalText("encoding") is { } encoding && !encoding.Equals(Utf8, StringComparison.OrdinalIgnoreCase)) throw Throw.OtherEncoding(config.Owner, encoding);
        var (isOne, ngrams) = (config.Has("ngrams") && !config.IsList("ngrams"), config.OptionalAxes("ngrams"));
        if (isOne && ngrams is [var most]) ngrams = most is >= 1 and <= 1000 ? [.. Enumerable.Range(1, most)] : throw Throw.WrongSetting(config.Owner, "ngrams", "from 1 to 1000", most);
        var layer = new TextVectorization(
            config.OptionalWhole("max_tokens"), TextWords.Standardization(config), TextWords.Split(config), ngrams, OutputModes.Read(config, OutputMode.Int, Enum.GetValues<OutputMode>()),
            config.OptionalWhole("output_sequence_length"), config.Flag("pad_to_max_tokens", false), KerasLists.Texts(config, "vocabulary"), ReadIdf(config), config.Name, config.Policy)
        {
            _savesLongest = isOne,
        };
        layer.ReadRest(config);
        return layer;
    }

    private protected override string Mended(string value) => Utf8Text.WellFormed(value);

    private protected override string Parse(string text) => text;

    private protected override Value Read(Value x, CallContext call) => x;

    private protected override Value Bucket(Value values) => throw Throw.Bug("all tokens outside of the vocabulary have one index.");

    private Value Indices(Value x)
    {
        RequireRows(x.Shape);
        var nothing = OutputMode == OutputMode.Int ? 0L : -1L;
        var index = TakesTextsWhole
            // A table is exact, and every runtime has it.
            ? Table(x, nothing)
            : TokenIndices(x, Terms, _tokenizer.Standardize, _tokenizer.Split, Widths, Split == TextSplit.None ? null : OutputSequenceLength, FirstTerm, FirstOov, nothing);
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
        if (Split == TextSplit.None && _ngrams is not null && (shape.Rank < 2 || !shape[^1].IsKnown)) throw Throw.NoNeighboursInARow(this, shape);
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
        // Padded by all that could be missing, and cut again.
        zeros[^1] = length;
        return Slice(Pad(cut, before, zeros), 0, length, -1);
    }
}
