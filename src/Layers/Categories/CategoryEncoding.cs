using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that encodes category indices as one-hot or multi-hot vectors, or as counts.</summary>
/// <remarks>Input: indices from 0 to <c>numTokens − 1</c>, <c>(batch)</c>, <c>(batch, 1)</c> or <c>(batch, n)</c>. Output: as described at
/// <see cref="OutputMode"/>, in the type of the policy. One-hot encoding of <c>(batch, …, 1)</c> removes the last axis. The other modes
/// combine the indices along the second axis; an input with one axis is one sample, as in Keras. An index that is out of range or has a
/// fraction is refused while <see cref="Model.ChecksValues"/> is on. While it is off, fractions are truncated, and an index out of range
/// has no column: all numbers that it adds to the output are 0. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/"/>.</remarks>
/// <example><code>
/// var sizes = new CategoryEncoding(4);
/// sizes.Predict(new long[,] { { 0, 1 }, { 3, 3 } });   // 1 1 0 0 and 0 0 0 1
/// </code></example>
public sealed class CategoryEncoding : Layer, ISavable<CategoryEncoding>
{
    private static readonly OutputMode[] s_modes = [OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count];

    /// <summary>Creates a layer for a number of categories.</summary>
    /// <param name="numTokens">The number of categories, 1 or more: the largest index plus one.</param>
    /// <param name="outputMode">The form of the output: one-hot, multi-hot (the default) or counts.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>category_encoding</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="numTokens"/> is less than 1, or the layer does not support the mode.</exception>
    public CategoryEncoding(int numTokens, OutputMode outputMode = OutputMode.MultiHot, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (numTokens < 1) throw Throw.BadArgument(Name, nameof(numTokens), "1 or more, the largest index plus one", numTokens);
        OutputModes.Require(Name, outputMode, s_modes);
        (NumTokens, OutputMode) = (numTokens, outputMode);
    }

    /// <summary>The number of categories.</summary>
    public int NumTokens { get; }

    /// <summary>The form of the output.</summary>
    public OutputMode OutputMode { get; }

    /// <summary><c>count_weights</c>: the weight of each index instead of 1, in the shape of the input; only in the mode
    /// <see cref="OutputMode.Count"/>.</summary>
    protected internal override IReadOnlyList<string> ArgumentNames => ["count_weights"];

    // A 16-bit float cannot hold every index.
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
            $"the index {value} is not one of 0 to {NumTokens - 1}. Use a lookup that has an index for unknown values, or raise " +
            "numTokens.");
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
        // A sparse tensor in Keras holds the same numbers as a dense one, and Keras's own files do not have this setting.
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
