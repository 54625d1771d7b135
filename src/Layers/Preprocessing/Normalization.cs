using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that shifts and scales each feature to mean 0 and variance 1: <c>y = (x − mean) / max(√variance, 1e-7)</c>.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of any rank; the output has the same shape. The inverse is <c>y = x · max(√variance,
/// 1e-7) + mean</c>. An input declared float64, or as integers of 32 or 64 bits, is centered in float64 before it becomes float32, so that
/// time stamps and other large numbers keep their spread. A 16-bit policy rounds the output and not the input, so numbers above 65,504 are
/// centered before they are rounded. Keras rounds first, also with files of this library, and computes NaN for such numbers.
/// <para>A deviation below 1e-7 counts as 1e-7, as in Keras; <see cref="FeatureReport.Remark"/> marks the features with such a
/// deviation.</para>
/// Source: <see href="https://keras.io/api/layers/preprocessing_layers/numerical/normalization/"/>.</remarks>
/// <example><code>
/// var normalization = new Normalization();
/// normalization.Adapt(features);               // float[,]: one mean and variance for each column
/// var model = new Sequential { new Input(9), normalization, new Dense(1) };
/// </code></example>
public sealed class Normalization : NumericAdaptiveLayer, ISavable<Normalization>
{
    // The smallest deviation that Keras divides by: backend.epsilon().
    private const double Epsilon = 1e-7;

    private readonly int[] _axis;
    private readonly TensorData? _givenMean;
    private readonly TensorData? _givenVariance;
    private Weight? _mean;
    private Weight? _variance;

    /// <summary>Creates a layer that learns a mean and a variance for each index of an axis with <c>Adapt</c>.</summary>
    /// <param name="axis">The axis of the features; a negative axis counts from the end. −1, the default, is the last.</param>
    /// <param name="invert">Whether to apply the inverse, which restores normalized numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>normalization</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Normalization(int axis = -1, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : this([axis], invert, name, dtype)
    {
    }

    /// <summary>Creates a layer that learns a mean and a variance for each combination of indices of some axes with <c>Adapt</c>.</summary>
    /// <param name="axis">The axes of the features, with the batch as 0; empty for one mean and variance over everything.</param>
    /// <param name="invert">Whether to apply the inverse, which restores normalized numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>normalization</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Normalization(IReadOnlyList<int> axis, bool invert = false, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        _axis = [.. axis];
        Invert = invert;
    }

    /// <summary>Creates a layer with a given mean and variance; there is nothing to adapt, and the layer has no weights.</summary>
    /// <param name="mean">The means, which broadcast over the feature axes from the last axis on: <c>(features)</c>, or one number without
    /// axes for all features.</param>
    /// <param name="variance">The variances, of the same shape.</param>
    /// <param name="axis">The axes of the features; <see langword="null"/> for the last.</param>
    /// <param name="invert">Whether to apply the inverse, which restores normalized numbers; default false.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>normalization</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The shapes differ, or have more axes than <paramref name="axis"/>; or a number is beyond the type
    /// that the layer computes with.</exception>
    public Normalization(TensorData mean, TensorData variance, IReadOnlyList<int>? axis = null, bool invert = false, string? name = null,
        DTypePolicy? dtype = null)
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

    /// <summary>The axes of the features, as given.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <summary>Whether the layer applies the inverse, which restores normalized numbers.</summary>
    public bool Invert { get; }

    /// <summary>The means, one for each feature; <see langword="null"/> before they are known.</summary>
    public TensorData? Mean => _givenMean ?? (IsAdapted ? _mean?.Value : null);

    /// <summary>The variances, one for each feature; <see langword="null"/> before they are known.</summary>
    public TensorData? Variance => _givenVariance ?? (IsAdapted ? _variance?.Value : null);

    /// <inheritdoc/>
    public override bool IsAdapted => _givenMean is not null || base.IsAdapted;

    // Wide inputs are centered before they are cast.
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
        // Keras stores a count that is always 0; files contain it.
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
        feature.Variance < Epsilon * Epsilon && !(feature.IsConstant && constant == ConstantFeatures.UnitVariance)
            ? "deviation below Keras's floor of 1e-7" : null;

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

    // The type of the weights may have a smaller range than float64. A number that becomes infinite, and a variance so small that it loses
    // its digits, are refused.
    private TensorData Stored(Weight weight, IReadOnlyList<double> numbers, AdaptReport report)
    {
        var stored = Casting.Of([.. numbers], weight.Shape, weight.Type);
        var kept = Casting.Cast(stored, DType.Float64).ToArray<double>();
        for (var f = 0; f < kept.Length; f++)
        {
            var isLost = double.IsInfinity(kept[f])
                || (weight == _variance && numbers[f] >= Epsilon * Epsilon && Math.Abs(kept[f] - numbers[f]) > 0.01 * numbers[f]);
            if (isLost) throw Throw.StatisticDoesNotFit(this, report.Features[f], weight, numbers[f]);
        }
        return stored;
    }

    private Shape KeptSizes(Shape inputShape)
    {
        var axes = FeatureAxes(inputShape.Rank);
        var sizes = new Dim[axes.Length];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = inputShape[axes[i]].IsKnown ? inputShape[axes[i]] : throw Throw.UnknownFeatures(this, axes[i], inputShape);
        return Shape.Create(sizes);
    }

    private Value Means(DType type)
    {
        if (_givenMean is not null) return Aligned(Constant(Casting.Cast(_givenMean, type)));
        // The float32 mean of a time stamp is off by 128 s, so a wide input uses the float64 mean of the learned state if there is one.
        if (type == DType.Float64 && Policy.VariableType != DType.Float64
            && LearnedFrom is { State: NumericState state, Policy: NumericPolicy policy })
            return Aligned(Constant(TensorData.Of(state.Statistics.Learned(policy.MissingValues, policy.ConstantFeatures, ToString()).Mean,
                _mean!.Shape)));
        return Aligned(Cast(_mean!.Unrounded(), type));
    }

    private Value Variances() =>
        Aligned(_givenVariance is not null ? Constant(Casting.Cast(_givenVariance, Policy.ArithmeticType)) : _variance!.Unrounded());

    // With 16-bit arithmetic, the output has 16 bits.
    private Value Rounded(Value x) => Cast(x, Policy.ComputeType);

    /// <summary>Reshapes numbers over the feature axes to numbers over all axes, with size 1 on the other axes.</summary>
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
