using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that normalizes each feature to mean 0 and variance 1 over the batch, then scales and shifts it: <c>y = (x − mean) /
/// √(variance + ε) · gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of rank 2 or more; output the same shape. In training, the layer uses the mean and the
/// population variance of the batch without masked steps, and updates the moving statistics: <c>moving = moving · momentum + batch · (1 −
/// momentum)</c>. In prediction, and in training while <see cref="Layer.Trainable"/> is false, the moving statistics are used and not
/// updated. 16-bit inputs are normalized in float32. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/batch_normalization/"/> (Ioffe and Szegedy, 2015).</remarks>
public sealed class BatchNormalization : NormalizingLayer, ISavable<BatchNormalization>
{
    private Weight _movingMean = null!;
    private Weight _movingVariance = null!;
    private BatchRenormalization? _renorm;

    // The number that Keras adds to the number of steps that count, to prevent a division by 0.
    private const double KerasEpsilon = 1e-7;

    /// <summary>Creates a layer that normalizes over the batch.</summary>
    /// <param name="axis">The axis of the features, each of which has its own statistics; a negative axis counts from the end; default −1,
    /// the last.</param>
    /// <param name="momentum">The share of the moving statistics that is kept in each step; default 0.99.</param>
    /// <param name="epsilon">The number added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="betaInitializer">The initializer of <c>beta</c>; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">The initializer of <c>gamma</c>; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="movingMeanInitializer">The initializer of the moving mean; <see langword="null"/> for
    /// <see cref="Initializer.Zeros"/>.</param>
    /// <param name="movingVarianceInitializer">The initializer of the moving variance; <see langword="null"/> for
    /// <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">The regularizer of <c>beta</c>; <see langword="null"/> for none.</param>
    /// <param name="gammaRegularizer">The regularizer of <c>gamma</c>; <see langword="null"/> for none.</param>
    /// <param name="betaConstraint">The constraint on <c>beta</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="gammaConstraint">The constraint on <c>gamma</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="renorm">Whether training corrects the batch's statistics towards the moving statistics (batch renormalization), which
    /// Keras 3.14 added; default false.</param>
    /// <param name="renormClipping">The bounds of the correction; <see langword="null"/> for none.</param>
    /// <param name="renormMomentum">The share of the moving statistics of the correction that is kept in each step; default 0.99.</param>
    /// <param name="synchronized">Whether Keras synchronizes the statistics of a batch across devices; default false. Layers trains on one
    /// device, so the setting is only kept for files.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>batch_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The bounds of <paramref name="renormClipping"/> contradict each other.</exception>
    public BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 1e-3, bool center = true, bool scale = true,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null,
            Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null,
            WeightConstraint? gammaConstraint = null,
        bool renorm = false, RenormClipping? renormClipping = null, double renormMomentum = 0.99, bool synchronized = false,
            string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint,
            gammaConstraint, name, dtype)
    {
        (Axis, Momentum, Synchronized) = (axis, momentum, synchronized);
        MovingMeanInitializer = movingMeanInitializer ?? Initializer.Zeros;
        MovingVarianceInitializer = movingVarianceInitializer ?? Initializer.Ones;
        (Renorm, RenormClipping, RenormMomentum) = (renorm, renormClipping ?? new(), renormMomentum);
        RenormClipping.Check(Name);
    }

    /// <summary>The axis of the features, as given.</summary>
    public int Axis { get; }

    /// <summary>The share of the moving statistics that is kept in each step.</summary>
    public double Momentum { get; }

    /// <summary>The initializer of the moving mean.</summary>
    public Initializer MovingMeanInitializer { get; }

    /// <summary>The initializer of the moving variance.</summary>
    public Initializer MovingVarianceInitializer { get; }

    /// <summary>Whether training corrects the batch's statistics towards the moving statistics.</summary>
    public bool Renorm { get; }

    /// <summary>The bounds of the correction.</summary>
    public RenormClipping RenormClipping { get; }

    /// <summary>The share of the moving statistics of the correction that is kept in each step.</summary>
    public double RenormMomentum { get; }

    /// <summary>Whether Keras synchronizes the statistics of a batch across devices.</summary>
    public bool Synchronized { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Rank < 2) throw Throw.WrongRank(this, "rank 2 or more", inputShape);
        var features = AxisWeights.Sizes(this, Axes(inputShape.Rank), inputShape);
        AddGammaAndBeta(features, Scale, Center);
        _movingMean = AddWeight("moving_mean", features, MovingMeanInitializer, trainable: false);
        _movingVariance = AddWeight("moving_variance", features, MovingVarianceInitializer, trainable: false);
        if (!Renorm) return;
        var movingStddev = Deviation("moving_stddev", features);
        _renorm = new(this, movingStddev, AddWeight("renorm_mean", features, MovingMeanInitializer, trainable: false),
            Deviation("renorm_stddev", features));
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        x = Checked(x);
        // One factor and one summand for each feature. In prediction, where weights are constants, both are folded to constants.
        var factor = Factor(_movingVariance.Unrounded());
        var summand = -_movingMean.Unrounded() * factor;
        if (Beta is not null) summand += Beta.Unrounded();
        return x * Aligned(factor) + Aligned(summand);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var counts = call.MaskOf(x) is { } mask ? Masks.OverFeatures(this, x, mask) : null;
        if (!call.IsTraining || !Trainable) return Call(x);
        x = Checked(x);
        var mean = Mean(x, counts);
        var centred = x - Aligned(mean);
        var variance = Mean(Square(centred), counts);
        UpdateMoving(_movingMean, mean, call);
        if (_renorm is not null) return Renormalized(centred, mean, variance, call);
        UpdateMoving(_movingVariance, variance, call);
        var y = centred * Aligned(Factor(variance));
        return Beta is null ? y : y + Aligned(Beta.Unrounded());
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", (long)Axis).Set("momentum", Momentum);
        WriteGammaAndBeta(config);
        config.Set("moving_mean_initializer", MovingMeanInitializer).Set("moving_variance_initializer", MovingVarianceInitializer)
            .Set("synchronized", Synchronized);
        // Older releases of Keras reject these settings, even if they are off.
        if (Renorm) config.Set("renorm", Renorm).Put("renorm_clipping", RenormClipping.Write()).Set("renorm_momentum", RenormMomentum);
    }

    /// <inheritdoc/>
    public static BatchNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.WholeOr("axis", -1), config.NumberOr("momentum", 0.99), config.NumberOr("epsilon", 1e-3),
            config.Flag("center", true), config.Flag("scale", true),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Initializer("moving_mean_initializer", Initializer.Zeros),
                config.Initializer("moving_variance_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"),
            config.Flag("renorm", false), RenormClipping.Read(config.Take("renorm_clipping"), config.Owner),
                config.NumberOr("renorm_momentum", 0.99),
            config.Flag("synchronized", false), config.Name, config.Policy);
    }

    private Value Renormalized(Value centred, Value mean, Value variance, CallContext call)
    {
        var stddev = Sqrt(variance + Epsilon);
        var (r, d) = _renorm!.Corrections(mean, stddev, call);
        _renorm.Update(_movingVariance, mean, stddev, call);
        var y = centred * Aligned(r / stddev) + Aligned(d);
        if (Gamma is not null) y *= Aligned(Gamma.Unrounded());
        return Beta is null ? y : y + Aligned(Beta.Unrounded());
    }

    // The initial standard deviation is the square root of the initial variance.
    private Weight Deviation(string name, Shape features)
    {
        var weight = AddWeight(name, features, MovingVarianceInitializer, trainable: false);
        weight.Value = Casting.Of(Array.ConvertAll(Casting.Cast(weight.Value, DType.Float64).ToArray<double>(), Math.Sqrt), features,
            weight.Type);
        return weight;
    }

    private int[] Axes(int rank) => AxisWeights.Resolve(this, [Axis], rank);

    private Value Checked(Value x)
    {
        AxisWeights.Check(this, [Axis], x);
        return Cast(x, Policy.ArithmeticType);
    }

    // The mean of each feature over the steps that count.
    private Value Mean(Value x, Value? counts)
    {
        var others = AxisWeights.Others(Axes(x.Shape.Rank), x.Shape.Rank);
        if (counts is null) return ReduceMean(x, others, keepDims: false);
        var count = ReduceSum(Cast(Expand(counts, ShapeOf(x)), x.Type), others, keepDims: false);
        return ReduceSum(Where(counts, x, 0), others, keepDims: false) / (count + KerasEpsilon);
    }

    private Value Factor(Value variance)
    {
        var factor = 1 / Sqrt(variance + Epsilon);
        return Gamma is null ? factor : factor * Gamma.Unrounded();
    }

    private Value Aligned(Value numbers) => AxisWeights.Aligned(numbers, Axes(InputShape!.Rank), InputShape);

    private void UpdateMoving(Weight moving, Value batch, CallContext call) =>
        call.Update(moving, call.Current(moving) * Momentum + batch * (1 - Momentum));
}
