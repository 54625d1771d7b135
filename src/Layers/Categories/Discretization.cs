using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that puts numbers into bins. The index of a number is the number of boundaries that are not above it.</summary>
/// <remarks>Input: any shape. Output: as described at <see cref="OutputMode"/>; by default int32 in the shape of the input, from 0 for
/// numbers below the first boundary to the number of boundaries. A number on a boundary is in the upper bin. NaN and ∞ are in the last bin.
/// <para>With <c>numBins</c>, <c>Adapt</c> learns boundaries that split the numbers of all axes into bins of about equal counts. It uses
/// the same stream summary as Keras (<see cref="BinSummary"/>), which is exact for few numbers. For many numbers, the rank of a boundary is
/// off by about <c>epsilon</c> of all numbers. There are fewer bins if the data has fewer numbers. A number that occurs often can produce
/// equal boundaries, and the bins between equal boundaries stay empty. Missing values count as the largest numbers; <c>Adapt</c> throws if
/// there are so many of them that a boundary would be NaN. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/numerical/discretization/"/>.</para></remarks>
/// <example><code>
/// var age = new Discretization([18, 30, 65], OutputMode.OneHot);
/// var income = new Discretization(numBins: 10);
/// income.Adapt(incomes);
/// </code></example>
public sealed class Discretization : AdaptiveLayer<BinSummary>, ISavable<Discretization>
{
    private const double DefaultEpsilon = 0.01;

    private static readonly OutputMode[] s_modes = [OutputMode.Int, OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count];

    private readonly LearnedValue<double[]?> _boundaries;

    /// <summary>Learns the boundaries with <c>Adapt</c>.</summary>
    /// <param name="numBins">The number of bins to learn, 1 or more.</param>
    /// <param name="epsilon">The tolerated error of the summary, above 0 and up to 1: a smaller value is more exact and takes more memory.
    /// Default 0.01.</param>
    /// <param name="outputMode">The form of the output: the index of the bin (the default), one-hot, multi-hot or counts.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>discretization</c> with
    /// a number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">A number is out of its range, or the layer does not support the mode.</exception>
    public Discretization(
        int numBins, double epsilon = DefaultEpsilon, OutputMode outputMode = OutputMode.Int, string? name = null,
        DTypePolicy? dtype = null)
        : this(numBins, null, epsilon, outputMode, name, dtype)
    {
        if (numBins < 1) throw Throw.BadArgument(Name, nameof(numBins), "1 or more", numBins);
    }

    /// <summary>Takes given boundaries.</summary>
    /// <param name="binBoundaries">The boundaries in ascending order; equal boundaries make bins that stay empty. There is one more bin
    /// than boundaries.</param>
    /// <param name="outputMode">The form of the output: the index of the bin (the default), one-hot, multi-hot or counts.</param>
    /// <param name="name">The name of the layer, unique within a model; <see langword="null"/>, the default, for <c>discretization</c> with
    /// a number.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The boundaries are not in ascending order, or the layer does not support the mode.</exception>
    public Discretization(
        IReadOnlyList<double> binBoundaries, OutputMode outputMode = OutputMode.Int, string? name = null, DTypePolicy? dtype = null)
        : this(null, binBoundaries ?? throw new ArgumentNullException(nameof(binBoundaries)), DefaultEpsilon, outputMode, name, dtype)
    {
    }

    private Discretization(
        int? numBins, IReadOnlyList<double>? boundaries, double epsilon, OutputMode outputMode, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (!(epsilon > 0 && epsilon <= 1)) throw Throw.BadArgument(Name, nameof(epsilon), "above 0 and up to 1", epsilon);
        OutputModes.Require(Name, outputMode, s_modes);
        (NumBins, Epsilon, OutputMode) = (numBins, epsilon, outputMode);
        _boundaries = AddLearned<double[]?>(null);
        if (boundaries is null) return;
        for (var i = 0; i < boundaries.Count; i++)
            if (double.IsNaN(boundaries[i]) || (i > 0 && boundaries[i] < boundaries[i - 1]))
                throw Throw.BoundariesNotAscending(Name, i, boundaries);
        _boundaries.Value = [.. boundaries];
    }

    /// <summary>The number of bins that <c>Adapt</c> learns; <see langword="null"/> if the boundaries were given.</summary>
    public int? NumBins { get; }

    /// <summary>The tolerated error of the summary of the numbers.</summary>
    public double Epsilon { get; }

    /// <summary>The form of the output.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>The boundaries in ascending order; <see langword="null"/> before <c>Adapt</c>.</summary>
    public IReadOnlyList<double>? BinBoundaries => _boundaries.Value is { } boundaries ? Array.AsReadOnly(boundaries) : null;

    /// <inheritdoc/>
    public override bool IsAdapted => _boundaries.Value is not null;

    internal bool IsSparse { get; private init; }

    internal override string? Given => NumBins is null ? "bin boundaries" : null;

    // The boundaries apply to all columns.
    /// <inheritdoc/>
    protected internal override bool HasFeatureForEachColumn => false;

    internal override bool SavesTrainable => false;

    internal override long? LearnedPlaces => OutputMode == OutputMode.Int ? null : Bins;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        // float32 cannot hold large integers exactly.
        if (!x.Type.IsFloat()) x = Cast(x, DType.Float64);
        var boundaries = Casting.Of(_boundaries.Value ?? new double[NumBins!.Value - 1], [Bins - 1], x.Type);
        // NaN is not below any boundary. Without boundaries, every number is in the only bin.
        var index = Bins == 1
            ? Cast(Less(x, x), DType.Int32)
            : ReduceSum(Cast(Not(Less(Unsqueeze(x, -1), Constant(boundaries))), DType.Int32), [-1], keepDims: false);
        return OutputMode == OutputMode.Int ? index : IndexEncoding.Of(Cast(index, DType.Int64), OutputMode, Bins, Policy.ArithmeticType);
    }

    /// <inheritdoc/>
    protected override BinSummary CreateState(Shape batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new(Epsilon, batch.Rank);
    }

    /// <inheritdoc/>
    protected override string? Misfit(BinSummary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Epsilon == Epsilon ? null : string.Create(CultureInfo.InvariantCulture, $"with an epsilon of {Epsilon}, not " +
            $"{state.Epsilon}");
    }

    /// <inheritdoc/>
    protected override void Learn(BinSummary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        double[] boundaries = [.. state.Boundaries(NumBins!.Value)];
        if (Array.Exists(boundaries, double.IsNaN)) throw Throw.BoundaryIsMissing(this);
        // The layers after this one were built for the earlier number of bins.
        if (OutputMode != OutputMode.Int && boundaries.Length + 1 != Bins && HasFixedOutput)
            throw Throw.ChangedBinCount(this, Bins, boundaries.Length + 1);
        _boundaries.Value = boundaries;
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("bin_boundaries", _boundaries.Value is { } boundaries ? TensorData.Of(boundaries, [boundaries.Length]) : null)
            .Set("num_bins", (long?)NumBins).Set("epsilon", Epsilon).Set("output_mode", OutputModes.Word(OutputMode))
            .Set("sparse", IsSparse);
    }

    /// <inheritdoc/>
    public static Discretization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        // A file has both settings if Keras adapted the layer.
        var boundaries = config.OptionalTensor("bin_boundaries");
        var bins = config.OptionalWhole("num_bins");
        if (boundaries is null && bins is null) throw Throw.NoBins(config.Owner);
        if (boundaries is { Shape.Rank: not 1 })
            throw Throw.WrongSetting(config.Owner, "bin_boundaries", "a list of numbers", config.Take("bin_boundaries")!);
        if (bins < 1) throw Throw.WrongSetting(config.Owner, "num_bins", "1 or more", config.Take("num_bins")!);
        var mode = OutputModes.Read(config, OutputMode.Int, s_modes);
        return new(bins, boundaries?.ToArray<double>(), config.NumberOr("epsilon", DefaultEpsilon), mode, config.Name, config.Policy)
        {
            IsSparse = OutputModes.ReadSparse(config, mode),
        };
    }

    private int Bins => (_boundaries.Value?.Length ?? NumBins!.Value - 1) + 1;
}
