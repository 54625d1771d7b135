using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Brings each group of channels of each row to mean 0 and variance 1, then scales and shifts each channel:
/// <c>y = (x − mean) / √(variance + ε) · gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …, channels)</c>; output the same shape. 16-bit inputs are normalized in float32; what comes out of an integer
/// input is cut to integers on its way, as in Keras. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/group_normalization/"/> (Wu and He, 2018).</remarks>
public sealed class GroupNormalization : NormalizingLayer, ISavable<GroupNormalization>
{
    /// <summary>A layer that normalizes groups of channels.</summary>
    /// <param name="groups">How many groups, of which the number of channels is a multiple; −1 for one a channel; default 32.</param>
    /// <param name="axis">The axis of the channels; negative ones count from the end; default −1, the last.</param>
    /// <param name="epsilon">Added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="betaInitializer">What <c>beta</c> starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">What <c>gamma</c> starts as; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">What is added to the loss for <c>beta</c>; <see langword="null"/> for nothing.</param>
    /// <param name="gammaRegularizer">What is added to the loss for <c>gamma</c>; <see langword="null"/> for nothing.</param>
    /// <param name="betaConstraint">What <c>beta</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="gammaConstraint">What <c>gamma</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>group_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="groups"/> is neither −1 nor 1 or more.</exception>
    public GroupNormalization(int groups = 32, int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true, Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null, WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, dtype)
    {
        if (groups is < 1 and not -1) throw Throw.BadArgument(Name, nameof(groups), "1 or more, or −1 for one group a channel", groups);
        (Groups, Axis) = (groups, axis);
    }

    /// <summary>How many groups; −1 for one a channel.</summary>
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
        return new(config.WholeOr("groups", 32), config.WholeOr("axis", -1), config.NumberOr("epsilon", 1e-3), config.Flag("center", true), config.Flag("scale", true),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"), config.Name, config.Policy);
    }

    // The mean of the means of a group's channels, which are of equal size: so only small tensors change their shape, and each keeps its
    // batch.
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
