using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that hashes the combined values of several columns into a fixed number of bins, so that a model can learn from
/// combinations of values.</summary>
/// <remarks>Input: two or more inputs of the same shape, <c>(batch)</c> or <c>(batch, 1)</c>, texts or integers. Their order matters.
/// Output: int64 of that shape from 0 to <c>numBins − 1</c>, or one-hot <c>(batch, numBins)</c>.
/// <para>The hash combines the columns from left to right as TensorFlow's <c>FingerprintCat64</c> does: a text by its <c>Fingerprint64</c>,
/// and an integer by its value. Managed code computes the hash before the engine runs, because ONNX has no operator for this hash. A model
/// with this layer can therefore not be exported to ONNX. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/"/>.</para></remarks>
/// <example><code>var pair = new HashedCrossing(100, OutputMode.OneHot).Apply(city, hour);</code></example>
public sealed class HashedCrossing : MergeLayer, ISavable<HashedCrossing>, IGivesIndices
{
    private static readonly OutputMode[] s_modes = [OutputMode.Int, OutputMode.OneHot];

    /// <summary>Creates a layer with a number of bins.</summary>
    /// <param name="numBins">The number of bins, 1 or more.</param>
    /// <param name="outputMode">The form of the output: the index of the bin (the default) or one-hot.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>hashed_crossing</c>
    /// with a number.</param>
    /// <param name="dtype">The type of the output; <see langword="null"/> for int64, and float32 for one-hot.</param>
    /// <exception cref="LayerException"><paramref name="numBins"/> is less than 1, the layer does not support the mode, or the mode returns
    /// indices and <paramref name="dtype"/> is a float type.</exception>
    public HashedCrossing(long numBins, OutputMode outputMode = OutputMode.Int, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype ?? (outputMode == OutputMode.Int ? DTypePolicy.Int64 : DTypePolicy.Float32))
    {
        if (numBins < 1) throw Throw.BadArgument(Name, nameof(numBins), "1 or more", numBins);
        OutputModes.Require(Name, outputMode, s_modes);
        if (outputMode == OutputMode.Int && !Policy.ComputeType.IsInteger()) throw Throw.IndicesNeedIntegers(Name, Policy);
        (NumBins, OutputMode) = (numBins, outputMode);
    }

    /// <summary>The number of bins.</summary>
    public long NumBins { get; }

    /// <summary>The form of the output.</summary>
    public OutputMode OutputMode { get; }

    internal bool IsSparse { get; private init; }

    // A float cannot hold every integer, and floats are refused.
    internal override bool CastsInput => false;

    internal override bool SavesTrainable => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => false;

    /// <inheritdoc/>
    protected override Value Call(IReadOnlyList<Value> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count < 2) throw Throw.TooFewInputsToCross(this, inputs.Count);
        foreach (var x in inputs)
        {
            if (x.Type != DType.String && !x.Type.IsInteger()) throw Throw.CannotCross(this, x);
            if (!x.Shape.Equals(inputs[0].Shape)) throw Throw.CrossedShapes(this, inputs[0], x);
            if (x.Shape.Rank > 2 || (x.Shape.Rank == 2 && x.Shape[1] != 1)) throw Throw.CrossedColumns(this, x);
        }
        return Cast(IndexEncoding.Of(CrossHash64(inputs, NumBins), OutputMode, NumBins, Policy.ArithmeticType), Policy.ComputeType);
    }

    /// <summary>Returns no mask, because an index has none.</summary>
    /// <inheritdoc/>
    protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call) => null;

    internal override KerasTensor? MaskTensor(LayerCall call) => null;

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("num_bins", NumBins).Set("output_mode", OutputModes.Word(OutputMode)).Set("sparse", IsSparse);
    }

    /// <inheritdoc/>
    public static HashedCrossing FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var mode = OutputModes.Read(config, OutputMode.Int, s_modes);
        var dtype = config.Has("dtype") ? config.Policy : null;
        return new(config.Integer("num_bins"), mode, config.Name, dtype) { IsSparse = OutputModes.ReadSparse(config, mode) };
    }
}
