using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that normalizes each row to mean 0 and variance 1 over some of its axes, then scales and shifts it: <c>y = (x − mean) /
/// √(variance + ε) · gamma + beta</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of rank 1 or more; output the same shape. 16-bit inputs are normalized in float32. The result for an
/// integer input is truncated to integers, as in Keras. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/layer_normalization/"/> (Ba et al., 2016).</remarks>
public sealed class LayerNormalization : NormalizingLayer, ISavable<LayerNormalization>
{
    private readonly int[] _axis;
    /// <summary>Creates a layer that normalizes over one axis.</summary>
    /// <param name="axis">The axis; a negative axis counts from the end; default −1, the last.</param>
    /// <param name="epsilon">The number added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="rmsScaling">Whether the layer neither subtracts the mean nor adds <c>beta</c>: <c>y = x / √(variance + ε) · gamma</c>,
    /// for any <paramref name="center"/> and <paramref name="scale"/>; default false. Keras advises against it; see
    /// <see cref="RMSNormalization"/>.</param>
    /// <param name="betaInitializer">The initializer of <c>beta</c>; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">The initializer of <c>gamma</c>; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">The regularizer of <c>beta</c>; <see langword="null"/> for none.</param>
    /// <param name="gammaRegularizer">The regularizer of <c>gamma</c>; <see langword="null"/> for none.</param>
    /// <param name="betaConstraint">The constraint on <c>beta</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="gammaConstraint">The constraint on <c>gamma</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>layer_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public LayerNormalization(int axis = -1, double epsilon = 1e-3, bool center = true, bool scale = true, bool rmsScaling = false,
        Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null,
            WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : this([axis], epsilon, center, scale, rmsScaling, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer,
            betaConstraint, gammaConstraint, name, dtype)
    {
    }

    /// <summary>Creates a layer that normalizes over several axes at once.</summary>
    /// <param name="axis">The axes, one or more; <c>gamma</c> and <c>beta</c> have their sizes.</param>
    /// <param name="epsilon">The number added to the variance; default 0.001.</param>
    /// <param name="center">Whether <c>beta</c> is added; default true.</param>
    /// <param name="scale">Whether the result is multiplied by <c>gamma</c>; default true.</param>
    /// <param name="rmsScaling">Whether the layer neither subtracts the mean nor adds <c>beta</c>: <c>y = x / √(variance + ε) · gamma</c>,
    /// for any <paramref name="center"/> and <paramref name="scale"/>; default false. Keras advises against it; see
    /// <see cref="RMSNormalization"/>.</param>
    /// <param name="betaInitializer">The initializer of <c>beta</c>; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="gammaInitializer">The initializer of <c>gamma</c>; <see langword="null"/> for <see cref="Initializer.Ones"/>.</param>
    /// <param name="betaRegularizer">The regularizer of <c>beta</c>; <see langword="null"/> for none.</param>
    /// <param name="gammaRegularizer">The regularizer of <c>gamma</c>; <see langword="null"/> for none.</param>
    /// <param name="betaConstraint">The constraint on <c>beta</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="gammaConstraint">The constraint on <c>gamma</c>, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>layer_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public LayerNormalization(IReadOnlyList<int> axis, double epsilon = 1e-3, bool center = true, bool scale = true,
        bool rmsScaling = false, Initializer? betaInitializer = null, Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null, Regularizer? gammaRegularizer = null, WeightConstraint? betaConstraint = null,
            WeightConstraint? gammaConstraint = null, string? name = null, DTypePolicy? dtype = null)
        : base(epsilon, center, scale, betaInitializer, gammaInitializer, betaRegularizer, gammaRegularizer, betaConstraint,
            gammaConstraint, name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (axis.Count == 0) throw Throw.NoAxes(Name);
        // Keras sorts the axes as given, before negative axes are resolved.
        _axis = [.. axis.Order()];
        RmsScaling = rmsScaling;
    }

    /// <summary>The axes as given, in ascending order.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <summary>Whether the layer neither subtracts the mean nor adds <c>beta</c>.</summary>
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
        return new(config.AxesOr("axis", -1), config.NumberOr("epsilon", 1e-3), config.Flag("center", true), config.Flag("scale", true),
            config.Flag("rms_scaling", false),
            config.Initializer("beta_initializer", Initializer.Zeros), config.Initializer("gamma_initializer", Initializer.Ones),
            config.Regularizer("beta_regularizer"), config.Regularizer("gamma_regularizer"),
            config.Constraint("beta_constraint"), config.Constraint("gamma_constraint"), config.Name, config.Policy);
    }
}
