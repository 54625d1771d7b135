using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Texts as indices of a vocabulary, or as what models learn from.</summary>
/// <remarks>Input: texts of any shape, compared by their UTF-8 bytes; nothing is normalized. Output: int64 of the same shape for
/// <see cref="OutputMode.Int"/>, and otherwise as <see cref="OutputMode"/> says, in the type of the policy. An inverted lookup makes
/// indices texts.
/// <para>With several OOV indices a text outside of the vocabulary goes by FarmHash's <c>Fingerprint64</c>, or SipHash-2-4 with a salt:
/// with a salt there is no ONNX file, and without one <c>ExportOnnx</c> needs <c>useExtensions: true</c>; every other lookup is
/// exported.</para>
/// Source: <see href="https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/"/>.</remarks>
/// <example><code>
/// var species = new StringLookup();
/// species.Adapt(new[] { "Gentoo", "Adelie", "Gentoo" });
/// species.Predict(new[] { "Gentoo", "Chinstrap" });   // 1 0
/// </code></example>
public sealed class StringLookup : IndexLookup<string>, ISavable<StringLookup>
{
    private const string Unk = "[UNK]";

    /// <summary>A lookup that <c>Adapt</c> or <see cref="IndexLookup{T}.SetVocabulary"/> gives its vocabulary, or the
    /// constructor.</summary>
    /// <param name="maxTokens">How many indices there are at most, those of mask and OOV tokens among them, more than 1;
    /// <see langword="null"/> (the default) for any number.</param>
    /// <param name="numOovIndices">How many indices texts outside of the vocabulary have, 0 or more; default 1. Of 0, a model refuses them
    /// while its checks are on.</param>
    /// <param name="maskToken">The text that stands for nothing: index 0, or in other modes no place; <see langword="null"/> (the default)
    /// for none.</param>
    /// <param name="oovToken">What an inverted lookup gives for an index outside of the vocabulary; <c>Adapt</c> leaves it out. Default
    /// <c>[UNK]</c>.</param>
    /// <param name="vocabulary">The vocabulary, as in <see cref="IndexLookup{T}.SetVocabulary"/>; the layer then is not adapted, and files
    /// have it among the settings. <see langword="null"/> (the default): <c>Adapt</c> learns it.</param>
    /// <param name="idfWeights">The weights of the vocabulary for <see cref="OutputMode.TfIdf"/>.</param>
    /// <param name="invert">Whether indices become texts; default false.</param>
    /// <param name="outputMode">What becomes of the indices; default <see cref="OutputMode.Int"/>.</param>
    /// <param name="padToMaxTokens">Whether the output of the other modes has <paramref name="maxTokens"/> places; default false: as many
    /// as the vocabulary has.</param>
    /// <param name="encoding">What files call the encoding of texts; default <c>utf-8</c>. Nothing is decoded.</param>
    /// <param name="salt">The key of SipHash for several OOV indices; <see langword="null"/> (the default) for FarmHash.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>string_lookup</c>, numbered.</param>
    /// <param name="dtype">The type of the output of the other modes; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">An argument is out of its range, two do not go together, or the vocabulary is none; see
    /// <see cref="IndexLookup{T}.SetVocabulary"/>.</exception>
    public StringLookup(
        int? maxTokens = null, int numOovIndices = 1, string? maskToken = null, string oovToken = Unk, IReadOnlyList<string>? vocabulary = null, IReadOnlyList<double>? idfWeights = null,
        bool invert = false, OutputMode outputMode = OutputMode.Int, bool padToMaxTokens = false, string encoding = "utf-8", (long First, long Second)? salt = null, string? name = null, DTypePolicy? dtype = null)
        : this(maxTokens, numOovIndices, maskToken, oovToken, vocabulary, idfWeights, invert, outputMode, padToMaxTokens, encoding, salt, name, dtype, OovMethod.FloorMod)
    {
    }

    private StringLookup(
        int? maxTokens, int numOovIndices, string? maskToken, string oovToken, IReadOnlyList<string>? vocabulary, IReadOnlyList<double>? idfWeights, bool invert, OutputMode outputMode,
        bool padToMaxTokens, string encoding, (long First, long Second)? salt, string? name, DTypePolicy? dtype, OovMethod oovMethod)
        : base(maxTokens, numOovIndices, maskToken is null ? [] : [Utf8Text.WellFormed(maskToken)], Utf8Text.WellFormed(oovToken ?? throw new ArgumentNullException(nameof(oovToken))), invert, outputMode, padToMaxTokens, oovMethod, salt, name, dtype)
    {
        ArgumentException.ThrowIfNullOrEmpty(encoding);
        Encoding = encoding;
        Give(vocabulary, idfWeights);
    }

    /// <summary>The text that stands for nothing; <see langword="null"/> for none.</summary>
    public string? MaskToken => MaskTokens is [var mask] ? mask : null;

    /// <summary>What files call the encoding of texts.</summary>
    public string Encoding { get; }

    private protected override DType ValueType => DType.String;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config).Set("oov_token", OovToken).Set("mask_token", MaskToken);
        WriteEnd(config, (writer, key, words) => writer.Set(key, words));
        config.Set("encoding", Encoding);
    }

    /// <inheritdoc/>
    public static StringLookup FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var layer = new StringLookup(
            config.OptionalWhole("max_tokens"), config.WholeOr("num_oov_indices", 1), config.OptionalText("mask_token"), config.OptionalText("oov_token") ?? Unk, KerasLists.Texts(config, "vocabulary"), ReadIdf(config),
            config.Flag("invert", false), OutputModes.Read(config, OutputMode.Int, Enum.GetValues<OutputMode>()), config.Flag("pad_to_max_tokens", false), config.OptionalText("encoding") ?? "utf-8",
            HashSalt.Read(config), config.Name, config.Policy, ReadOovMethod(config));
        layer.ReadRest(config);
        return layer;
    }

    private protected override string Mended(string value) => Utf8Text.WellFormed(value);

    private protected override string Parse(string text) => text;

    private protected override Value Read(Value x, CallContext call) => x.Type == DType.String ? x : throw Throw.NeedsTexts(this, x);

    private protected override Value Bucket(Value values) => Salt is { } salt ? SipHash64(values, NumOovIndices, salt) : FarmHash64(values, NumOovIndices);
}
