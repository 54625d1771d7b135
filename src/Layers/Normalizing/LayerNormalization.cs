using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Brings each row to mean 0 and variance 1 over some of its axes, then scales and shifts it: <c>y = (x − mean) / √(variance + ε)
/// · gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of rank 1 or more; output the same shape. 16-bit inputs are normalized in float32; what comes out of an
/// integer input is cut to integers on its way, as in Keras. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/layer_normalization/"/> (Ba et al., 2016).</remarks>
public sealed class LayerNormalization : NormalizingLayer, ISavable<LayerNormalization>
{
    private readonly int[] _axis;
    /// <summary>A layer that normalizes over one axis.</summary>
    /// <param name="axis">The axis; negative ones count from the end; default −1, the last.</param>
    /// <param name="epsilon">Added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="rmsScaling">Whether the mean is left in and <c>beta</c> left out: <c>y = x / √(variance + ε) · gamma</c>, whatever
    /// <paramref name="center"/> and <paramref name="scale"/> say. Keras advises against it; see <see cref="RMSNormalization"/>. Default
    /// false.</param>
    /// <param name="betaInitializer">What <c>beta</c> starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">What <c>gamma</c> starts as; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">What is added to the loss for <c>beta</c>; <see langword="null"/> for nothing.</param>
    /// <param name="gammaRegularizer">What is added to the loss for <c>gamma</c>; <see langword="null"/> for nothing.</param>
    /// <param name="betaConstraint">What <c>beta</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="gammaConstraint">What <c>gamma</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>layer_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public LayerNormalization(int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true, bool rmsScaling = false, Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null, WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : this([axis], epsilon, center, scale, rmsScaling, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, dtype)
    {
    }

    /// <summary>A layer that normalizes over several axes at once.</summary>
    /// <param name="axis">The axes, one or more; <c>gamma</c> and <c>beta</c> have their sizes.</param>
    /// <param name="epsilon">Added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="rmsScaling">Whether the mean is left in and <c>beta</c> left out: <c>y = x / √(variance + ε) · gamma</c>, whatever
    /// <paramref name="center"/> and <paramref name="scale"/> say. Keras advises against it; see <see cref="RMSNormalization"/>. Default
    /// false.</param>
    /// <param name="betaInitializer">What <c>beta</c> starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">What <c>gamma</c> starts as; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">What is added to the loss for <c>beta</c>; <see langword="null"/> for nothing.</param>
    /// <param name="gammaRegularizer">What is added to the loss for <c>gamma</c>; <see langword="null"/> for nothing.</param>
    /// <param name="betaConstraint">What <c>beta</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="gammaConstraint">What <c>gamma</c> is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>layer_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public LayerNormalization(IReadOnlyList<int> axis, double epsilon = 1e-3, bool center = true, bool scale = true, bool rmsScaling = false, Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null, WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (axis.Count == 0) throw Throw.NoAxes(Name);
        // In Keras's order, which is that of the numbers as they are given.
        _axis = [.. axis.Order()];
        RmsScaling = rmsScaling;
    }

    /// <summary>The axes, ascending as numbers.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <summary>Whether the mean is left in and <c>beta</c> left out.</summary>
    public bool RmsScaling { get; }

    // The input keeps its own type until it is normalized.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var sizes = AxisWeights.Sizes(this, AxisWeights.Resolve(this, _axis, inputShape.Rank), inputShape);
        AddGammaAndBeta(sizes, Scale || RmsScaling, Center && !RmsScaling);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        AxisWeights.Check(this, _axis, x);
        var axes = AxisWeights.Resolve(this, _axis, x.Shape.Rank);
        var wide = Cast(x, x.Type == DType.Float64 ? DType.Float64 : DType.Float32);
        var centred = wide - ReduceMean(wide, axes);
        var y = (RmsScaling ? wide : centred) * (1 / Sqrt(ReduceMean(Square(centred), axes) + Epsilon));
        if (Gamma is not null) y *= AxisWeights.Aligned(Cast(Gamma.Symbol, wide.Type), axes, x.Shape);
        if (Beta is not null) y += AxisWeights.Aligned(Cast(Beta.Symbol, wide.Type), axes, x.Shape);
        return Cast(Cast(y, x.Type), Policy.ComputeType);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", _axis.Select(axis => (long)axis)).Set("rms_scaling", RmsScaling);
        WriteGammaAndBeta(config);
    }

    /// <inheritdoc/>
    public static LayerNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.AxesOr("axis", -1), config.NumberOr("epsilon", 1e-3), config.Flag("center", true), config.Flag("scale", true), config.Flag("rms_scaling", false),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"), config.Name, config.Policy);
    }
}
