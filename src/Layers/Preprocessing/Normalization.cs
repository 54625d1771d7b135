using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Shifts and scales each feature to mean 0 and variance 1: <c>y = (x − mean) / max(√variance, 1e-7)</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of any rank; output the same shape. Inverted, it turns normalized numbers back:
/// <c>y = x · max(√variance, 1e-7) + mean</c>. An input declared float64, or as integers of 32 or 64 bits, is centred in float64 before it
/// becomes float32, so that time stamps and other large numbers keep their spread. A policy of 16 bits rounds what comes out and not what
/// goes in, so that rows above 65,504 are centred first; Keras rounds first, with the files that are saved here too, and has NaN for them.
/// <para>A deviation below 1e-7 counts as 1e-7, as in Keras; <see cref="FeatureReport.Remark"/> says of which features that is so.</para>
/// Source: <see href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/"/>.</remarks>
/// <example><code>
/// var normalization = new Normalization();
/// normalization.Adapt(features);               // float[,]: one mean and variance a column
/// var model = new Sequential { new Input(9), normalization, new Dense(1) };
/// </code></example>
public sealed class Normalization : NumericAdaptiveLayer, ISavable<Normalization>
{
    // The least deviation that Keras divides by: backend.epsilon().
    private const double Epsilon = 1e-7;

    private readonly int[] _axis;
    private readonly TensorData? _givenMean;
    private readonly TensorData? _givenVariance;
    private Weight? _mean;
    private Weight? _variance;

    /// <summary>Learns mean and variance with <c>Adapt</c>, one of each for every index of an axis.</summary>
    /// <param name="axis">The axis that keeps its own; negative ones count from the end; default −1, the features.</param>
    /// <param name="invert">Whether normalized numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Normalization(int axis = -1, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this([axis], invert, name, dtype)
    {
    }

    /// <summary>Learns mean and variance with <c>Adapt</c>, one of each for every combination of indices of some axes.</summary>
    /// <param name="axis">The axes that keep their own, with the batch as 0; none for one mean and variance over everything.</param>
    /// <param name="invert">Whether normalized numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Normalization(IReadOnlyList<int> axis, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        _axis = [.. axis];
        Invert = invert;
    }

    /// <summary>Uses a given mean and variance; there is nothing to adapt and nothing among the weights.</summary>
    /// <param name="mean">Numbers that broadcast over the kept axes from the last on: <c>(features)</c>, or without axes for all.</param>
    /// <param name="variance">Of the same shape.</param>
    /// <param name="axis">The axes that keep their own; <see langword="null"/> for the last.</param>
    /// <param name="invert">Whether normalized numbers are turned back; default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The shapes differ, or have more axes than are kept; or a number is beyond the type that the layer
    /// computes with.</exception>
    public Normalization(TensorData mean, TensorData variance, IReadOnlyList<int>? axis = null, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this(axis ?? [-1], invert, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(variance);
        if (!mean.Shape.Equals(variance.Shape)) throw Throw.MeanAndVarianceDiffer(Name, mean.Shape, variance.Shape);
        if (mean.Shape.Rank > _axis.Length) throw Throw.MeanHasTooManyAxes(Name, mean.Shape, _axis.Length);
        _givenMean = Casting.Cast(mean, DType.Float64);
        _givenVariance = Casting.Cast(variance, DType.Float64);
        HeldNumbers.RequireGiven(this, nameof(mean), _givenMean, invert ? Policy.ComputeType : Policy.ArithmeticType);
        HeldNumbers.RequireGiven(this, nameof(variance), _givenVariance, Policy.ArithmeticType);
    }

    /// <summary>The axes that keep their own mean and variance, as given.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <summary>Whether normalized numbers are turned back.</summary>
    public bool Invert { get; }

    /// <summary>The means, one a feature; <see langword="null"/> before they are known.</summary>
    public TensorData? Mean => _givenMean ?? (IsAdapted ? _mean?.Value : null);

    /// <summary>The variances, one a feature; <see langword="null"/> before they are known.</summary>
    public TensorData? Variance => _givenVariance ?? (IsAdapted ? _variance?.Value : null);

    /// <inheritdoc/>
    public override bool IsAdapted => _givenMean is not null || base.IsAdapted;

    // Wide inputs are centred before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var kept = KeptSizes(inputShape);
        if (_givenMean is not null)
        {
            if (!Broadcasts(_givenMean.Shape, kept)) throw Throw.MeanDoesNotFit(this, _givenMean.Shape, kept);
            return;
        }
        _mean = AddWeight("mean", kept, Initializer.Zeros, trainable: false);
        _variance = AddWeight("variance", kept, Initializer.Ones, trainable: false);
        // Keras keeps a count that is always 0; files have its place.
        AddWeight("count", Shape.Scalar, Initializer.Zeros, trainable: false, DType.Int32);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireBuiltFor(x);

        var std = Max(Sqrt(Variances()), Epsilon);
        if (Invert) return Rounded(Cast(x, Policy.ArithmeticType) * std + Means(Policy.ArithmeticType));
        x = WideInput.Of(x, Policy);
        return Rounded(Cast(x - Means(x.Type), Policy.ArithmeticType) / std);
    }

    /// <inheritdoc/>
    protected override int[] FeatureAxes(int rank)
    {
        var axes = new int[_axis.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            axes[i] = _axis[i] < 0 ? _axis[i] + rank : _axis[i];
            if (axes[i] < 0 || axes[i] >= rank) throw Throw.AxisOutOfRank(this, _axis[i], rank);
        }
        Array.Sort(axes);
        return axes;
    }

    /// <inheritdoc/>
    protected override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
    {
        ArgumentNullException.ThrowIfNull(report);
        _mean!.Value = Stored(_mean, mean, report);
        _variance!.Value = Stored(_variance!, variance, report);
        if (!Invert) return;
        foreach (var feature in report.Features) HeldNumbers.RequireSeen(this, feature);
    }

    private protected override string? RemarkOn(FeatureReport feature, ConstantFeatures constant) =>
        feature.Variance < Epsilon * Epsilon && !(feature.IsConstant && constant == ConstantFeatures.UnitVariance) ? "deviation below Keras's floor of 1e-7" : null;

    internal override string? Given => _givenMean is null ? null : "mean and variance";

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", _axis.Select(axis => (long)axis)).Set("invert", Invert).Set("mean", _givenMean).Set("variance", _givenVariance);
    }

    /// <inheritdoc/>
    public static Normalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        int[] axis = config.Contains("axis") ? config.OptionalAxes("axis") ?? [] : [-1];
        var (mean, variance) = (config.OptionalTensor("mean"), config.OptionalTensor("variance"));
        if (mean is null != variance is null) throw Throw.MeanWithoutVariance(config.Owner, mean is null);
        var invert = config.Flag("invert", false);
        return mean is null
            ? new(axis, invert, config.Name, config.Policy)
            : new(mean, variance!, axis, invert, config.Name, config.Policy);
    }

    // The type of the weights may hold less than float64: what it makes infinite, and a variance so small that it loses its digits, is
    // refused.
    private TensorData Stored(Weight weight, IReadOnlyList<double> numbers, AdaptReport report)
    {
        var stored = Casting.Of([.. numbers], weight.Shape, weight.Type);
        var kept = Casting.Cast(stored, DType.Float64).ToArray<double>();
        for (var f = 0; f < kept.Length; f++)
        {
            var isLost = double.IsInfinity(kept[f]) || (weight == _variance && numbers[f] >= Epsilon * Epsilon && Math.Abs(kept[f] - numbers[f]) > 0.01 * numbers[f]);
            if (isLost) throw Throw.StatisticDoesNotFit(this, report.Features[f], weight, numbers[f]);
        }
        return stored;
    }

    private Shape KeptSizes(Shape inputShape)
    {
        var axes = FeatureAxes(inputShape.Rank);
        var sizes = new Dim[axes.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = inputShape[axes[i]].IsKnown ? inputShape[axes[i]] : throw Throw.UnknownFeatures(this, axes[i], inputShape);
        return Shape.Create(sizes);
    }

    private Value Means(DType type)
    {
        if (_givenMean is not null) return Aligned(Constant(Casting.Cast(_givenMean, type)));
        // The float32 mean of a time stamp is 128 s off; where the pass's own float64 is at hand, the wide input gets it.
        if (type == DType.Float64 && Policy.VariableType != DType.Float64 && LearnedFrom is { State: NumericState state, Policy: NumericPolicy policy })
            return Aligned(Constant(TensorData.Of(state.Statistics.Learned(policy.MissingValues, policy.ConstantFeatures, ToString()).Mean, _mean!.Shape)));
        return Aligned(Cast(_mean!.Unrounded(), type));
    }

    private Value Variances() => Aligned(_givenVariance is not null ? Constant(Casting.Cast(_givenVariance, Policy.ArithmeticType)) : _variance!.Unrounded());

    // In 16-bit arithmetic what comes out has 16 bits.
    private Value Rounded(Value x) => Cast(x, Policy.ComputeType);

    /// <summary>Numbers over the kept axes as numbers over all axes, size 1 where nothing is kept.</summary>
    private Value Aligned(Value numbers)
    {
        var rank = InputShape!.Rank;
        var axes = FeatureAxes(rank);
        if (numbers.Shape.Rank == 0 || (numbers.Shape.Rank == 1 && axes is [var only] && only == rank - 1)) return numbers;
        var sizes = new long[rank];
        Array.Fill(sizes, 1);
        for (var i = 1; i <= numbers.Shape.Rank; i++) sizes[axes[^i]] = numbers.Shape[^i].Size;
        return Ops.Reshape(numbers, sizes);
    }

    private static bool Broadcasts(Shape given, Shape kept)
    {
        for (var i = 1; i <= given.Rank; i++)
            if (given[^i] != 1 && given[^i] != kept[^i])
                return false;
        return true;
    }
}
