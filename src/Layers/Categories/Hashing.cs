using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that hashes values into a fixed number of bins. It learns no vocabulary, and different values may share a
/// bin.</summary>
/// <remarks>Input: any shape. Texts are hashed by their UTF-8 bytes, integers by their decimal digits, Booleans as the words true and
/// false, and floats as integers after truncation. Output: as described at <see cref="OutputMode"/>; by default int64 in the shape of the
/// input, from 0 to <c>numBins − 1</c>.
/// <para>Without a salt the hash is FarmHash's <c>Fingerprint64</c>. With a salt it is SipHash-2-4, with the two numbers of the salt as the
/// key. The hash is taken as an unsigned number, modulo the number of bins. If the layer has a masked value, that value has bin 0, and the
/// other values have the bins from 1.</para>
/// <para>Managed code computes the hash before the engine runs, because ONNX has no operator for this hash. A model with a salt cannot be
/// exported to ONNX. A model without a salt can be exported for runtimes with Microsoft.ML.OnnxRuntime.Extensions, if <c>ExportOnnx</c> is
/// called with <c>useExtensions: true</c>. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/hashing/"/>.</para></remarks>
/// <example><code>
/// var bins = new Hashing(3);
/// bins.Predict(new[] { "A", "B", "C", "D", "E" });   // 1 0 1 1 2
/// </code></example>
public sealed class Hashing : Layer, ISavable<Hashing>, IGivesIndices
{
    private static readonly OutputMode[] s_modes = [OutputMode.Int, OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count];

    // A text or a long.
    private readonly object? _mask;

    /// <summary>Creates a layer for values of any type, or for texts if a text is masked.</summary>
    /// <param name="numBins">The number of bins, including the bin of the masked value; 1 or more.</param>
    /// <param name="maskValue">The text that means "no value"; <see langword="null"/> (the default) for none.</param>
    /// <param name="salt">The key of SipHash-2-4; with another key, other values share a bin. Keras also allows a single number, which
    /// stands for two equal numbers. <see langword="null"/> (the default) for FarmHash, which has no key.</param>
    /// <param name="outputMode">The form of the output: the index of the bin (the default), one-hot, multi-hot or counts.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>hashing</c> with a
    /// number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for int64, and for float32 if the output is not an index.</param>
    /// <exception cref="LayerException"><paramref name="numBins"/> is less than 1, the layer does not support the mode, or the mode returns
    /// indices and <paramref name="dtype"/> is a float type.</exception>
    public Hashing(long numBins, string? maskValue = null, (long First, long Second)? salt = null, OutputMode outputMode = OutputMode.Int,
        string? name = null, DTypePolicy? dtype = null)
        : this(numBins, maskValue is null ? null : (object)Utf8Text.WellFormed(maskValue), salt, outputMode, name, dtype)
    {
    }

    /// <summary>Creates a layer for numbers, with one number masked.</summary>
    /// <param name="numBins">The number of bins, including the bin of the masked value; 1 or more.</param>
    /// <param name="maskValue">The number that means "no value". It is compared with the input before the input is truncated.</param>
    /// <param name="salt">The key of SipHash-2-4; <see langword="null"/> (the default) for FarmHash, which has no key.</param>
    /// <param name="outputMode">The form of the output: the index of the bin (the default), one-hot, multi-hot or counts.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>hashing</c> with a
    /// number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for int64, and for float32 if the output is not an index.</param>
    /// <exception cref="LayerException"><paramref name="numBins"/> is less than 1, the layer does not support the mode, or the mode returns
    /// indices and <paramref name="dtype"/> is a float type.</exception>
    public Hashing(long numBins, long maskValue, (long First, long Second)? salt = null, OutputMode outputMode = OutputMode.Int,
        string? name = null, DTypePolicy? dtype = null)
        : this(numBins, (object)maskValue, salt, outputMode, name, dtype)
    {
    }

    private Hashing(long numBins, object? mask, (long First, long Second)? salt, OutputMode outputMode, string? name, DTypePolicy? dtype)
        : base(name, dtype ?? (outputMode == OutputMode.Int ? DTypePolicy.Int64 : DTypePolicy.Float32))
    {
        if (numBins < 1) throw Throw.BadArgument(Name, nameof(numBins), "1 or more", numBins);
        OutputModes.Require(Name, outputMode, s_modes);
        if (outputMode == OutputMode.Int && !Policy.ComputeType.IsInteger()) throw Throw.IndicesNeedIntegers(Name, Policy);
        (NumBins, _mask, Salt, OutputMode) = (numBins, mask, salt, outputMode);
    }

    /// <summary>The number of bins.</summary>
    public long NumBins { get; }

    /// <summary>The masked text, or the masked number as text; <see langword="null"/> for none.</summary>
    public string? MaskValue => _mask is long number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : (string?)_mask;

    /// <summary>The key of SipHash-2-4; <see langword="null"/> for FarmHash, which has no key.</summary>
    public (long First, long Second)? Salt { get; }

    /// <summary>The form of the output.</summary>
    public OutputMode OutputMode { get; }

    // Keras's setting "sparse", kept for files.
    internal bool IsSparse { get; private init; }

    // A 16-bit float cannot hold every value.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Cast(IndexEncoding.Of(Bins(x), OutputMode, NumBins, Policy.ArithmeticType), Policy.ComputeType);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("num_bins", NumBins).Set("salt", HashSalt.Words(Salt));
        _ = _mask is long number ? config.Set("mask_value", number) : config.Set("mask_value", (string?)_mask);
        config.Set("output_mode", OutputModes.Word(OutputMode)).Set("sparse", IsSparse);
    }

    /// <inheritdoc/>
    public static Hashing FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var mode = OutputModes.Read(config, OutputMode.Int, s_modes);
        var dtype = config.Has("dtype") ? config.Policy : null;
        return new(config.Integer("num_bins"), Mask(config.Take("mask_value"), config), HashSalt.Read(config), mode, config.Name, dtype)
        {
            IsSparse = OutputModes.ReadSparse(config, mode),
        };
    }

    private static object? Mask(JsonNode? node, ConfigReader config)
    {
        if (node is null) return null;
        if (JsonWords.Text(node) is { } text) return Utf8Text.WellFormed(text);
        if (node is JsonValue value && value.TryGetValue(out long number)) return number;
        throw Throw.WrongSetting(config.Owner, "mask_value", "a text or a whole number", node);
    }

    private Value Bins(Value x)
    {
        if (_mask is string text && x.Type != DType.String) throw Throw.MaskOfOtherType(this, $"the text '{text}'", x);
        var isNumber = x.Type.IsFloat() || x.Type.IsInteger();
        if (_mask is long && !isNumber) throw Throw.MaskOfOtherType(this, $"the number {MaskValue}", x);
        if (x.Type == DType.String) return Hash(x, NumBins, (string?)_mask);
        var whole = x.Type.IsFloat() ? Cast(x, DType.Int64) : x;
        if (_mask is not long masked || NumBins == 1) return Hash(whole, NumBins, null);
        var isMasked = x.Type.IsFloat()
            ? Equal(Cast(x, DType.Float64), Scalar(masked, DType.Float64))
            : Equal(Cast(x, DType.Int64), Constant(TensorData.Scalar(masked)));
        return Where(isMasked, Constant(TensorData.Scalar(0L)), Hash(whole, NumBins - 1, null) + 1);
    }

    private Value Hash(Value x, long bins, string? masked) =>
        Salt is { } salt ? SipHash64(x, bins, salt, masked) : FarmHash64(x, bins, masked);
}
