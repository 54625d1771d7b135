using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that turns integers into indices of a vocabulary, or into encodings of these indices.</summary>
/// <remarks>Input: whole numbers of any type and shape. A float that is not whole is refused while <see cref="Model.ChecksValues"/> is on.
/// While it is off, the float is truncated as in Keras: 7.9 is 7. Output: int64 of the same shape for <see cref="OutputMode.Int"/>;
/// otherwise as described at <see cref="OutputMode"/>, in the type of the policy. An inverted lookup turns indices into values. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/"/>.</remarks>
/// <example><code>
/// var years = new IntegerLookup(outputMode: OutputMode.OneHot);
/// years.Adapt(new long[] { 2007, 2008, 2008 });
/// years.Predict(new long[,] { { 2008 }, { 2009 } });   // 0 1 0 and 1 0 0
/// </code></example>
public sealed class IntegerLookup : IndexLookup<long>, ISavable<IntegerLookup>
{
    /// <summary>Creates a lookup. The vocabulary comes from <paramref name="vocabulary"/>, <c>Adapt</c> or
    /// <see cref="IndexLookup{T}.SetVocabulary"/>.</summary>
    /// <param name="maxTokens">The maximum number of indices, including those of mask and OOV tokens, more than 1; <see langword="null"/>
    /// (the default) for no limit.</param>
    /// <param name="numOovIndices">The number of indices for integers outside of the vocabulary, 0 or more; default 1. If it is 0, a model
    /// refuses those integers while its checks are on.</param>
    /// <param name="maskToken">The integer that means "no value". It has index 0, or no output column in the modes other than
    /// <see cref="OutputMode.Int"/>. <see langword="null"/> (the default) for none.</param>
    /// <param name="oovToken">The integer that an inverted lookup returns for an index outside of the vocabulary. <c>Adapt</c> does not
    /// learn it. Default −1.</param>
    /// <param name="vocabulary">The vocabulary, as in <see cref="IndexLookup{T}.SetVocabulary"/>. <c>Adapt</c> then throws, and files store
    /// the vocabulary in the settings. If it is <see langword="null"/> (the default), <c>Adapt</c> learns it.</param>
    /// <param name="idfWeights">The factor of the count of each value in <paramref name="vocabulary"/>; required with a vocabulary in the
    /// mode <see cref="OutputMode.TfIdf"/>, and refused otherwise.</param>
    /// <param name="invert">Whether the layer turns indices into integers of the vocabulary; default false.</param>
    /// <param name="outputMode">The form of the output; default <see cref="OutputMode.Int"/>.</param>
    /// <param name="padToMaxTokens">Whether the output of the modes other than <see cref="OutputMode.Int"/> always has
    /// <paramref name="maxTokens"/> columns; default false, which means a column for each index.</param>
    /// <param name="oovMethod">The way in which an integer outside of the vocabulary gets one of several OOV indices; default
    /// <see cref="OovMethod.FloorMod"/>. Keras 3.15 added <see cref="OovMethod.FarmHash"/>.</param>
    /// <param name="salt">The key of SipHash, with <see cref="OovMethod.FarmHash"/>; <see langword="null"/> (the default) for
    /// FarmHash.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>integer_lookup</c> with
    /// a number.</param>
    /// <param name="dtype">The type of the output in the modes other than <see cref="OutputMode.Int"/>; <see langword="null"/> for
    /// float32.</param>
    /// <exception cref="LayerException">An argument is out of its range, two arguments contradict each other, or the vocabulary is not
    /// valid; see <see cref="IndexLookup{T}.SetVocabulary"/>.</exception>
    public IntegerLookup(
        int? maxTokens = null, int numOovIndices = 1, long? maskToken = null, long oovToken = -1, IReadOnlyList<long>? vocabulary = null,
        IReadOnlyList<double>? idfWeights = null,
        bool invert = false, OutputMode outputMode = OutputMode.Int, bool padToMaxTokens = false, OovMethod oovMethod = OovMethod.FloorMod,
            (long First, long Second)? salt = null, string? name = null, DTypePolicy? dtype = null)
        : base(maxTokens, numOovIndices, maskToken is { } mask ? [mask] : [], oovToken, invert, outputMode, padToMaxTokens, oovMethod, salt,
            name, dtype)
    {
        if (!Enum.IsDefined(oovMethod)) throw Throw.BadArgument(Name, nameof(oovMethod), "one of OovMethod", oovMethod);
        if (salt is not null && oovMethod != OovMethod.FarmHash) throw Throw.SaltWithoutHash(this);
        Give(vocabulary, idfWeights);
    }

    /// <summary>The integer that means "no value"; <see langword="null"/> for none.</summary>
    public long? MaskToken => MaskTokens is [var mask] ? mask : null;

    private protected override DType ValueType => DType.Int64;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        WriteStart(config).Set("oov_token", (long?)OovToken).Set("mask_token", MaskToken);
        WriteEnd(config, (writer, key, integers) => writer.Set(key, integers));
        config.Set("vocabulary_dtype", "int64");
    }

    /// <inheritdoc/>
    public static IntegerLookup FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.OptionalText("vocabulary_dtype") is { } type and not "int64")
            throw Throw.UnknownName(config.Owner, "vocabulary_dtype", "type of integers", type, ["int64"]);
        var layer = new IntegerLookup(
            config.OptionalWhole("max_tokens"), config.WholeOr("num_oov_indices", 1), config.OptionalInteger("mask_token"),
            config.OptionalInteger("oov_token") ?? -1, KerasLists.Integers(config, "vocabulary"), ReadIdf(config),
            config.Flag("invert", false), OutputModes.Read(config, OutputMode.Int, Enum.GetValues<OutputMode>()),
                config.Flag("pad_to_max_tokens", false), ReadOovMethod(config), HashSalt.Read(config), config.Name, config.Policy);
        layer.ReadRest(config);
        return layer;
    }

    private protected override long Mended(long value) => value;

    private protected override long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw Throw.NotAnIntegerLine(this, text);

    private protected override Value Read(Value x, CallContext call) =>
        x.Type == DType.String ? throw Throw.NeedsNumbers(this, x) : WholeNumbers.Of(x, call);

    private protected override Value Bucket(Value values) => OovMethod == OovMethod.FloorMod ? Mod(values, (long)NumOovIndices)
        : Salt is { } salt ? SipHash64(values, NumOovIndices, salt)
        : FarmHash64(values, NumOovIndices);
}
