using System.Text.Json.Nodes;

namespace Layers;

// Settings and files.
public abstract partial class IndexLookup<T>
{
    private long? _sizeOfFile;
    private T[]? _kept;

    internal override IReadOnlyDictionary<string, TensorData> NamedVariables => _idf.Value is { } idf ? new Dictionary<string, TensorData> { ["idf_weights"] = TensorData.Of(idf) } : base.NamedVariables;

    string? IKeepsWords.LostWord => _given is null ? VocabularyFile.Lost([.. Vocabulary.Select(TextOf)]) : null;

    JsonArray IKeepsWords.WriteWords() => new([.. GetVocabulary(includeSpecialTokens: false).Select(value => (JsonNode)(value is long number ? JsonValue.Create(number) : JsonValue.Create((string)(object)value)))]);

    void IKeepsWords.ReadWords(JsonArray words) => _kept = [.. words.Select(word => Parse(JsonWords.Text(word) ?? word?.ToJsonString() ?? ""))];

    bool IKeepsWords.IsFrom(AdaptState state) => state is VocabularyState counts && TermsOf(counts.Column(), out _).AsSpan().SequenceEqual(_vocabulary.Value?.Terms);

    internal override void SetNamedVariable(string name, TensorData value)
    {
        if (name == "idf_weights" && OutputMode == OutputMode.TfIdf && value.Shape.Rank == 1 && value.Type != DType.String) _idf.Value = Casting.Cast(value, DType.Float32).ToArray<float>();
    }

    /// <inheritdoc/>
    public void SaveAssets(IDictionary<string, byte[]> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        if (_given is null)
            foreach (var name in VocabularyFiles) assets[name] = VocabularyFile.Write(Vocabulary.Select(TextOf));
    }

    /// <inheritdoc/>
    public void LoadAssets(IReadOnlyDictionary<string, byte[]> assets)
    {
        ArgumentNullException.ThrowIfNull(assets);
        if (_given is not null) return;
        if (VocabularyFiles.Select(assets.GetValueOrDefault).FirstOrDefault(file => file is not null) is not { } bytes) throw Throw.NoVocabularyFile(this);
        // Another program may have written the file since.
        var isKept = _kept is not null && VocabularyFile.Write(Specials.Concat(_kept).Select(TextOf)).AsSpan().SequenceEqual(bytes);
        var values = isKept ? [.. Specials, .. _kept!] : Array.ConvertAll(VocabularyFile.Read(bytes), Parse);
        _kept = null;
        // A model is saved before it was adapted too, with the special tokens alone.
        if (values.AsSpan().SequenceEqual(Specials.ToArray())) return;
        Set(Checked(values).Terms, null);
        if (_idf.Value is { } idf && idf.Length != (PadToMaxTokens ? MaxTokens!.Value : VocabularySize)) throw Throw.IdfLength(this, idf.Length, VocabularySize);
    }

    /// <summary>How many indices there are by what a file says, before the words are read; null before <c>Adapt</c>.</summary>
    private protected long? SizeToWrite => _vocabulary.Value is null ? _sizeOfFile : VocabularySize;

    /// <summary>The files that have the vocabulary, all of them the same.</summary>
    private protected virtual IReadOnlyList<string> VocabularyFiles => [VocabularyFile.Name];

    private protected static string TextOf(T value) => value is long number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : (string)(object)value;

    /// <summary>A value of a file.</summary>
    private protected abstract T Parse(string text);

    private protected ConfigWriter WriteStart(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Set("invert", Invert).Set("max_tokens", (long?)MaxTokens).Set("num_oov_indices", (long)NumOovIndices);
    }

    private protected void WriteEnd(ConfigWriter config, Action<ConfigWriter, string, IReadOnlyList<T>?> setVocabulary)
    {
        config.Set("output_mode", OutputModes.Word(OutputMode)).Set("sparse", IsSparse).Set("pad_to_max_tokens", PadToMaxTokens);
        config.Set("idf_weights", _givenIdf is null ? null : TensorData.Of(_givenIdf.ToArray()));
        setVocabulary(config, "vocabulary", _given);
        config.Set("vocabulary_size", SizeToWrite);
        // Releases that do not know these settings refuse them, and do the same without them.
        if (OovMethod != OovMethod.FloorMod) config.Set("oov_method", "farmhash");
        if (Salt is not null) config.Set("salt", HashSalt.Words(Salt));
    }

    /// <summary>What the file says of the number of indices: the layers behind are built before the words are read.</summary>
    private protected void ReadRest(ConfigReader config)
    {
        IsSparse = OutputModes.ReadSparse(config, OutputMode);
        _ = config.Flag("has_input_vocabulary", false);
        var size = config.OptionalInteger("vocabulary_size");
        if (size > FirstTerm && _vocabulary.Value is null) _sizeOfFile = size;
    }

    private protected static OovMethod ReadOovMethod(ConfigReader config) => config.OptionalText("oov_method") switch
    {
        null or "floormod" => OovMethod.FloorMod,
        "farmhash" => OovMethod.FarmHash,
        var other => throw Throw.UnknownName(config.Owner, "oov_method", "method", other, ["floormod", "farmhash"]),
    };

    private protected static IReadOnlyList<double>? ReadIdf(ConfigReader config) => KerasLists.Plain(config, "idf_weights") is { } weights ? [.. weights.ToArray<double>()] : null;
}
