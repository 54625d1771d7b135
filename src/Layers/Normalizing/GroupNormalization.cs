using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that normalizes each group of channels of each row to mean 0 and variance 1, then scales and shifts each channel: <c>y
/// = (x − mean) / √(variance + ε) · gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …, channels)</c>; output the same shape. 16-bit inputs are normalized in float32. The result for an integer
/// input is truncated to integers, as in Keras. Source: <see href="https://keras.io/api/layers/normalization_layers/group_normalization/"/>
/// (Wu and He, 2018).</remarks>
public sealed class GroupNormalization : NormalizingLayer, ISavable<GroupNormalization>
{
    /// <summary>Creates a layer that normalizes groups of channels.</summary>
    /// <param name="groups">The number of groups, a divisor of the number of channels, or −1 for one group for each channel; default
    /// 32.</param>
    /// <param name="axis">The axis of the channels; a negative axis counts from the end; default −1, the last.</param>
    /// <param name="epsilon">The number added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="betaInitializer">The initializer of <c>beta</c>; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">The initializer of <c>gamma</c>; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">The regularizer of <c>beta</c>; <see langword="null"/> for none.</param>
    /// <param name="gammaRegularizer">The regularizer of <c>gamma</c>; <see langword="null"/> for none.</param>
    /// <param name="betaConstraint">The constraint on <c>beta</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="gammaConstraint">The constraint on <c>gamma</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>group_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="groups"/> is neither −1 nor a positive number.</exception>
    public GroupNormalization(int groups = 32, int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null,
            WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint,
            gammaConstraint, name, dtype)
    {
        if (groups is < 1 and not -1)
            throw Throw.BadArgument(Name, nameof(groups), "1 or more, or −1 for one group for each channel", groups);
        (Groups, Axis) = (groups, axis);
    }

    /// <summary>The number of groups; −1 for one group for each channel.</summary>
    public int Groups { get; }

    /// <summary>The axis of the channels, as given.</summary>
    public int Axis { get; }

    // The input keeps its own type until it is normalized.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var axes = AxisWeights.Resolve(this, [Axis], inputShape.Rank);
        if (axes[0] == 0) throw Throw.BatchAxis(this, Axis, inputShape);
        var sizes = AxisWeights.Sizes(this, axes, inputShape);
        if (Groups != -1 && sizes.Length % Groups != 0) throw Throw.BadGroups(this, Groups, sizes.Length);
        AddGammaAndBeta(sizes, Scale, Center);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        AxisWeights.Check(this, [Axis], x);
        var axes = AxisWeights.Resolve(this, [Axis], x.Shape.Rank);
        var wide = Cast(x, x.Type == DType.Float64 ? DType.Float64 : DType.Float32);
        var centred = wide - MeanOfGroups(wide, axes[0]);
        var factor = 1 / Sqrt(MeanOfGroups(Square(centred), axes[0]) + Epsilon);
        if (Gamma is not null) factor *= AxisWeights.Aligned(Cast(Gamma.Symbol, wide.Type), axes, x.Shape);
        var y = centred * factor;
        if (Beta is not null) y += AxisWeights.Aligned(Cast(Beta.Symbol, wide.Type), axes, x.Shape);
        return Cast(Cast(y, x.Type), Policy.ComputeType);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("groups", (long)Groups).Set("axis", (long)Axis);
        WriteGammaAndBeta(config);
    }

    /// <inheritdoc/>
    public static GroupNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.WholeOr("groups", 32), config.WholeOr("axis", -1), config.NumberOr("epsilon", 1e-3), config.Flag("center", true),
            config.Flag("scale", true),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"), config.Name, config.Policy);
    }

    // The mean of a group is the mean of the means of its channels, which have equal sizes. So only small tensors are reshaped, and the
    // batch axis stays.
    private Value MeanOfGroups(Value x, int axis)
    {
        var (rank, channels) = (x.Shape.Rank, x.Shape[axis].Size);
        var inner = AxisWeights.Others([0, axis], rank);
        var means = inner.Length == 0 ? x : ReduceMean(x, inner);
        var groups = Groups == -1 ? channels : Groups;
        if (groups == channels) return means;
        var grouped = ReduceMean(Reshape(means, -1, groups, channels / groups), [2]);
        var sizes = new long[rank];
        Array.Fill(sizes, 1);
        (sizes[0], sizes[axis]) = (-1, channels);
        return Reshape(Expand(grouped, Constant(new long[] { 1, 1, channels / groups })), sizes);
    }
}
