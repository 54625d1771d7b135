using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that turns texts into indices of a vocabulary, or into encodings of these indices.</summary>
/// <remarks>Input: texts of any shape. Texts are compared by their UTF-8 bytes, without normalization. Output: int64 of the same shape for
/// <see cref="OutputMode.Int"/>; otherwise as described at <see cref="OutputMode"/>, in the type of the policy. An inverted lookup turns
/// indices into texts.
/// <para>With several OOV indices, a text outside of the vocabulary gets one of them by its hash, modulo their number. The hash is
/// FarmHash's <c>Fingerprint64</c>, or SipHash-2-4 if there is a salt. A lookup with a salt cannot be exported to ONNX. A lookup with
/// several OOV indices and no salt needs <c>useExtensions: true</c> in <c>ExportOnnx</c>. Every other lookup is exported.</para> Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/"/>.</remarks>
/// <example><code>
/// var species = new StringLookup();
/// species.Adapt(new[] { "Gentoo", "Adelie", "Gentoo" });
/// species.Predict(new[] { "Gentoo", "Chinstrap" });   // 1 0
/// </code></example>
public sealed class StringLookup : IndexLookup<string>, ISavable<StringLookup>
{
    private const string Unk = "[UNK]";

    /// <summary>Creates a lookup. The vocabulary comes from <paramref name="vocabulary"/>, <c>Adapt</c> or
    /// <see cref="IndexLookup{T}.SetVocabulary"/>.</summary>
    /// <param name="maxTokens">The maximum number of indices, including those of mask and OOV tokens, more than 1; <see langword="null"/>
    /// (the default) for no limit.</param>
    /// <param name="numOovIndices">The number of indices for texts outside of the vocabulary, 0 or more; default 1. If it is 0, a model
    /// refuses those texts while its checks are on.</param>
    /// <param name="maskToken">The text that means "no value". It has index 0, or no output column in the modes other than
    /// <see cref="OutputMode.Int"/>. <see langword="null"/> (the default) for none.</param>
    /// <param name="oovToken">The text that an inverted lookup returns for an index outside of the vocabulary. <c>Adapt</c> does not learn
    /// it. Default <c>[UNK]</c>.</param>
    /// <param name="vocabulary">The vocabulary, as in <see cref="IndexLookup{T}.SetVocabulary"/>. <c>Adapt</c> then throws, and files store
    /// the vocabulary in the settings. If it is <see langword="null"/> (the default), <c>Adapt</c> learns it.</param>
    /// <param name="idfWeights">The factor of the count of each value in <paramref name="vocabulary"/>; required with a vocabulary in the
    /// mode <see cref="OutputMode.TfIdf"/>, and refused otherwise.</param>
    /// <param name="invert">Whether the layer turns indices into texts; default false.</param>
    /// <param name="outputMode">The form of the output; default <see cref="OutputMode.Int"/>.</param>
    /// <param name="padToMaxTokens">Whether the output of the modes other than <see cref="OutputMode.Int"/> always has
    /// <paramref name="maxTokens"/> columns; default false, which means a column for each index.</param>
    /// <param name="encoding">The name of the text encoding in files; default <c>utf-8</c>. Nothing is decoded.</param>
    /// <param name="salt">The key of SipHash for several OOV indices; <see langword="null"/> (the default) for FarmHash.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>string_lookup</c> with
    /// a number.</param>
    /// <param name="dtype">The type of the output in the modes other than <see cref="OutputMode.Int"/>; <see langword="null"/> for
    /// float32.</param>
    /// <exception cref="LayerException">An argument is out of its range, two arguments contradict each other, or the vocabulary is not
    /// valid; see <see cref="IndexLookup{T}.SetVocabulary"/>.</exception>
    public StringLookup(
        int? maxTokens = null, int numOovIndices = 1, string? maskToken = null, string oovToken = Unk,
        IReadOnlyList<string>? vocabulary = null, IReadOnlyList<double>? idfWeights = null,
        bool invert = false, OutputMode outputMode = OutputMode.Int, bool padToMaxTokens = false, string encoding = "utf-8",
            (long First, long Second)? salt = null, string? name = null, DTypePolicy? dtype = null)
        : this(maxTokens, numOovIndices, maskToken, oovToken, vocabulary, idfWeights, invert, outputMode, padToMaxTokens, encoding, salt,
            name, dtype, OovMethod.FloorMod)
    {
    }

    private StringLookup(
        int? maxTokens, int numOovIndices, string? maskToken, string oovToken, IReadOnlyList<string>? vocabulary,
        IReadOnlyList<double>? idfWeights, bool invert, OutputMode outputMode,
        bool padToMaxTokens, string encoding, (long First, long Second)? salt, string? name, DTypePolicy? dtype, OovMethod oovMethod)
        : base(maxTokens, numOovIndices, maskToken is null ? [] : [Utf8Text.WellFormed(maskToken)],
            Utf8Text.WellFormed(oovToken ?? throw new ArgumentNullException(nameof(oovToken))), invert, outputMode, padToMaxTokens,
            oovMethod, salt, name, dtype)
    {
        ArgumentException.ThrowIfNullOrEmpty(encoding);
        Encoding = encoding;
        Give(vocabulary, idfWeights);
    }

    /// <summary>The text that means "no value"; <see langword="null"/> for none.</summary>
    public string? MaskToken => MaskTokens is [var mask] ? mask : null;

    /// <summary>The name of the text encoding in files.</summary>
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
            config.OptionalWhole("max_tokens"), config.WholeOr("num_oov_indices", 1), config.OptionalText("mask_token"),
            config.OptionalText("oov_token") ?? Unk, KerasLists.Texts(config, "vocabulary"), ReadIdf(config),
            config.Flag("invert", false), OutputModes.Read(config, OutputMode.Int, Enum.GetValues<OutputMode>()),
                config.Flag("pad_to_max_tokens", false), config.OptionalText("encoding") ?? "utf-8",
            HashSalt.Read(config), config.Name, config.Policy, ReadOovMethod(config));
        layer.ReadRest(config);
        return layer;
    }

    private protected override string Mended(string value) => Utf8Text.WellFormed(value);

    private protected override string Parse(string text) => text;

    private protected override Value Read(Value x, CallContext call) => x.Type == DType.String ? x : throw Throw.NeedsTexts(this, x);

    private protected override Value Bucket(Value values) =>
        Salt is { } salt ? SipHash64(values, NumOovIndices, salt) : FarmHash64(values, NumOovIndices);
}
