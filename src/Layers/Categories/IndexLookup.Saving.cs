using System.Text.Json.Nodes;

namespace Layers;

// Settings and files.
public abstract partial class IndexLookup<T>
{
    private long? _sizeOfFile;
    private T[]? _kept;

    internal override IReadOnlyDictionary<string, TensorData> NamedVariables =>
        _idf.Value is { } idf ? new Dictionary<string, TensorData> { ["idf_weights"] = TensorData.Of(idf) } : base.NamedVariables;

    string? IKeepsWords.LostWord => _given is null ? VocabularyFile.FirstLostWord([.. Vocabulary.Select(TextOf)]) : null;

    JsonArray IKeepsWords.WriteWords() =>
        new([.. GetVocabulary(includeSpecialTokens: false)
        .Select(value => (JsonNode)(value is long number ? JsonValue.Create(number) : JsonValue.Create((string)(object)value)))]);

    void IKeepsWords.ReadWords(JsonArray words) =>
        _kept = [.. words.Select(word => Parse(JsonWords.Text(word) ?? word?.ToJsonString() ?? ""))];

    bool IKeepsWords.IsFrom(AdaptState state) =>
        state is VocabularyState counts && TermsOf(counts.Column(), out _).AsSpan().SequenceEqual(_vocabulary.Value?.Terms);

    internal override void SetNamedVariable(string name, TensorData value)
    {
        if (name == "idf_weights" && OutputMode == OutputMode.TfIdf && value.Shape.Rank == 1 && value.Type != DType.String)
            _idf.Value = Casting.Cast(value, DType.Float32).ToArray<float>();
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
        if (VocabularyFiles.Select(assets.GetValueOrDefault).FirstOrDefault(file => file is not null) is not { } bytes)
            throw Throw.NoVocabularyFile(this);
        // Another program may have changed the file after it was saved.
        var isKept = _kept is not null && VocabularyFile.Write(Specials.Concat(_kept).Select(TextOf)).AsSpan().SequenceEqual(bytes);
        var values = isKept ? [.. Specials, .. _kept!] : Array.ConvertAll(VocabularyFile.Read(bytes), Parse);
        _kept = null;
        // A model that is saved before Adapt has a file with the special tokens only.
        if (values.AsSpan().SequenceEqual(Specials.ToArray())) return;
        Set(Checked(values).Terms, null);
        if (_idf.Value is { } idf && idf.Length != (PadToMaxTokens ? MaxTokens!.Value : VocabularySize))
            throw Throw.IdfLength(this, idf.Length, VocabularySize);
    }

    /// <summary>The number of indices of the vocabulary, or of the settings of a file whose words are not read yet; null before
    /// <c>Adapt</c>.</summary>
    private protected long? SizeToWrite => _vocabulary.Value is null ? _sizeOfFile : VocabularySize;

    /// <summary>The names of the vocabulary files, which all have the same content.</summary>
    private protected virtual IReadOnlyList<string> VocabularyFiles => [VocabularyFile.Name];

    private protected static string TextOf(T value) =>
        value is long number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : (string)(object)value;

    /// <summary>Parses a value of the vocabulary file.</summary>
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
        // Keras releases that do not know these settings refuse them. The omitted values are those releases' only behaviour.
        if (OovMethod != OovMethod.FloorMod) config.Set("oov_method", "farmhash");
        if (Salt is not null) config.Set("salt", HashSalt.Words(Salt));
    }

    /// <summary>Reads the remaining settings. The number of indices is one of them, because the layers after this one are built before the
    /// words are read.</summary>
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

    private protected static IReadOnlyList<double>? ReadIdf(ConfigReader config) =>
        KerasLists.Plain(config, "idf_weights") is { } weights ? [.. weights.ToArray<double>()] : null;
}
