using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it: <c>y = (x − mean) / √(variance + ε) ·
/// gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of rank 2 or more; output the same shape. In training, mean and variance are those of the
/// batch (population variance) without the steps that a mask leaves out, and the moving statistics follow: <c>moving = moving · momentum +
/// batch · (1 − momentum)</c>. In prediction, and in training while <see cref="Layer.Trainable"/> is false, the moving statistics are used
/// and stay as they are. 16-bit inputs are normalized in float32. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/batch_normalization/"/> (Ioffe and Szegedy, 2015).</remarks>
public sealed class BatchNormalization : NormalizingLayer, ISavable<BatchNormalization>
{
    private Weight _movingMean = null!;
    private Weight _movingVariance = null!;
    private BatchRenormalization? _renorm;

    // What Keras adds to the number of steps that count, against a division by 0.
    private const double KerasEpsilon = 1e-7;

    /// <summary>A layer that normalizes over the batch.</summary>
    /// <param name="axis">The axis of the features, each of which has its own statistics; negative ones count from the end; default −1, the
    /// last.</param>
    /// <param name="momentum">How much of the moving statistics stays at each step; default 0.99.</param>
    /// <param name="epsilon">Added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="betaInitializer">What <c>beta</c> starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">What <c>gamma</c> starts as; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="movingMeanInitializer">What the moving mean starts as; <see langword="null"/> for
    /// <see cref="Initializer.Zeros"/>.</param>
    /// <param name="movingVarianceInitializer">What the moving variance starts as; <see langword="null"/> for
    /// <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">What is added to the loss for <c>beta</c>; <see langword="null"/> for nothing.</param>
    /// <param name="gammaRegularizer">What is added to the loss for <c>gamma</c>; <see langword="null"/> for nothing.</param>
    /// <param name="betaConstraint">What <c>beta</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="gammaConstraint">What <c>gamma</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="renorm">Whether training corrects the batch's statistics towards the moving ones (batch renormalization), which Keras
    /// does since 3.14; default false.</param>
    /// <param name="renormClipping">How far it corrects; <see langword="null"/> for no bounds.</param>
    /// <param name="renormMomentum">How much of the statistics it corrects towards stays at each step; default 0.99.</param>
    /// <param name="synchronized">Whether Keras shares the statistics of a batch among devices; training here is on one, so it is only kept
    /// for the file. Default false.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>batch_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException">The bounds of <paramref name="renormClipping"/> contradict each other.</exception>
    public BatchNormalization(int axis = -1, double momentum = 0.99, double epsilon = 1e-3, bool center = true, bool scale = true,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null, WeightConstraint? gammaConstraint = null,
        bool renorm = false, RenormClipping? renormClipping = null, double renormMomentum = 0.99, bool synchronized = false, string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, dtype)
    {
        (Axis, Momentum, Synchronized) = (axis, momentum, synchronized);
        MovingMeanInitializer = movingMeanInitializer ?? Initializer.Zeros;
        MovingVarianceInitializer = movingVarianceInitializer ?? Initializer.Ones;
        (Renorm, RenormClipping, RenormMomentum) = (renorm, renormClipping ?? new(), renormMomentum);
        RenormClipping.Check(Name);
    }

    /// <summary>The axis of the features, as given.</summary>
    public int Axis { get; }

    /// <summary>How much of the moving statistics stays at each step.</summary>
    public double Momentum { get; }

    /// <summary>What the moving mean starts as.</summary>
    public Initializer MovingMeanInitializer { get; }

    /// <summary>What the moving variance starts as.</summary>
    public Initializer MovingVarianceInitializer { get; }

    /// <summary>Whether training corrects the batch's statistics towards the moving ones.</summary>
    public bool Renorm { get; }

    /// <summary>How far it corrects.</summary>
    public RenormClipping RenormClipping { get; }

    /// <summary>How much of the statistics it corrects towards stays at each step.</summary>
    public double RenormMomentum { get; }

    /// <summary>Whether Keras shares the statistics of a batch among devices.</summary>
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
        _renorm = new(this, movingStddev, AddWeight("renorm_mean", features, MovingMeanInitializer, trainable: false), Deviation("renorm_stddev", features));
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        x = Checked(x);
        // One factor and one summand a feature: with the weights of prediction, both are constants.
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
        Follow(_movingMean, mean, call);
        if (_renorm is not null) return Renormalized(centred, mean, variance, call);
        Follow(_movingVariance, variance, call);
        var y = centred * Aligned(Factor(variance));
        return Beta is null ? y : y + Aligned(Beta.Unrounded());
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", (long)Axis).Set("momentum", Momentum);
        WriteGammaAndBeta(config);
        config.Set("moving_mean_initializer", MovingMeanInitializer).Set("moving_variance_initializer", MovingVarianceInitializer).Set("synchronized", Synchronized);
        // Releases that do not know these settings refuse them, even where they are off.
        if (Renorm) config.Set("renorm", Renorm).Put("renorm_clipping", RenormClipping.Write()).Set("renorm_momentum", RenormMomentum);
    }

    /// <inheritdoc/>
    public static BatchNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.WholeOr("axis", -1), config.NumberOr("momentum", 0.99), config.NumberOr("epsilon", 1e-3),
            config.Flag("center", true), config.Flag("scale", true),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Initializer("moving_mean_initializer", Initializer.Zeros), config.Initializer("moving_variance_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"),
            config.Flag("renorm", false), RenormClipping.Read(config.Take("renorm_clipping"), config.Owner), config.NumberOr("renorm_momentum", 0.99),
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

    // A deviation starts as the root of what the variance starts as.
    private Weight Deviation(string name, Shape features)
    {
        var weight = AddWeight(name, features, MovingVarianceInitializer, trainable: false);
        weight.Value = Casting.Of(Array.ConvertAll(Casting.Cast(weight.Value, DType.Float64).ToArray<double>(), Math.Sqrt), features, weight.Type);
        return weight;
    }

    private int[] Axes(int rank) => AxisWeights.Resolve(this, [Axis], rank);

    private Value Checked(Value x)
    {
        AxisWeights.Check(this, [Axis], x);
        return Cast(x, Policy.ArithmeticType);
    }

    // The mean of each feature, over what counts.
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

    private void Follow(Weight moving, Value batch, CallContext call) =>
        call.Update(moving, call.Current(moving) * Momentum + batch * (1 - Momentum));
}
