using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Indices of categories as numbers: one-hot, multi-hot or counts.</summary>
/// <remarks>Input: indices from 0 to <c>numTokens − 1</c>, <c>(batch)</c>, <c>(batch, 1)</c> or <c>(batch, n)</c>.
/// Output as <see cref="OutputMode"/> says, in the type of the policy. One-hot of <c>(batch, …, 1)</c> takes the last axis away. The other
/// modes join the indices along the second axis, and a single axis is one sample, as in Keras. An index outside, or with a fraction, is
/// refused while <see cref="Model.ChecksValues"/> is on. Otherwise fractions are cut off, and an index outside has no place: a row of
/// zeros. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/"/>.</remarks>
/// <example><code>
/// var sizes = new CategoryEncoding(4);
/// sizes.Predict(new long[,] { { 0, 1 }, { 3, 3 } });   // 1 1 0 0 and 0 0 0 1
/// </code></example>
public sealed class CategoryEncoding : Layer, ISavable<CategoryEncoding>
{
    private static readonly OutputMode[] s_modes = [OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count];

    /// <summary>A layer of as many places as there are categories.</summary>
    /// <param name="numTokens">How many categories there are, 1 or more: the largest index plus one.</param>
    /// <param name="outputMode">What becomes of the indices: one-hot, multi-hot (the default) or counts.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>category_encoding</c>, numbered.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="numTokens"/> is less than 1, or the layer does not have that mode.</exception>
    public CategoryEncoding(int numTokens, OutputMode outputMode = OutputMode.MultiHot, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (numTokens < 1) throw Throw.BadArgument(Name, nameof(numTokens), "1 or more, the largest index plus one", numTokens);
        OutputModes.Require(Name, outputMode, s_modes);
        (NumTokens, OutputMode) = (numTokens, outputMode);
    }

    /// <summary>How many categories there are.</summary>
    public int NumTokens { get; }

    /// <summary>What becomes of the indices.</summary>
    public OutputMode OutputMode { get; }

    /// <summary><c>count_weights</c>: what each index counts instead of 1, of the shape of the input; only for counts.</summary>
    protected internal override IReadOnlyList<string> ArgumentNames => ["count_weights"];

    // Indices in 16 bits would not be those that came.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        var indices = Cast(x, DType.Int64);
        var isInside = IndexEncoding.IsInside(indices, NumTokens);
        call.Check(x, x.Type.IsFloat() ? And(isInside, Equal(Floor(x), x)) : isInside, value =>
            $"the index {value} is not one of 0 to {NumTokens - 1}. Look values up so that unknown ones get an index of their own, or make numTokens larger.");
        return Cast(IndexEncoding.Of(indices, OutputMode, NumTokens, Policy.ArithmeticType, CountWeights(x, call)), Policy.ComputeType);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x) => throw Throw.Bug("CategoryEncoding reads the arguments of its call.");

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("num_tokens", (long)NumTokens).Set("output_mode", OutputModes.Word(OutputMode));
    }

    /// <inheritdoc/>
    public static CategoryEncoding FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Whether Keras's tensor is sparse changes no number of it, and its own files do not say.
        _ = config.Flag("sparse", false);
        return new(config.Whole("num_tokens"), OutputModes.Read(config, OutputMode.MultiHot, s_modes), config.Name, config.Policy);
    }

    private Value? CountWeights(Value x, CallContext call)
    {
        if (call.Argument("count_weights") is not [var weights]) return null;
        if (OutputMode != OutputMode.Count) throw Throw.NoCountWeights(this);
        if (weights.Type == DType.String || !weights.Shape.Equals(x.Shape)) throw Throw.WrongCountWeights(this, weights, x);
        return Cast(weights, Policy.ArithmeticType);
    }
}
