using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that divides each row by its root mean square over some axes, then scales it: <c>y = x / √(mean(x²) + ε) ·
/// scale</c>.</summary>
/// <remarks>Input <c>(batch, …)</c> of rank 1 or more; output the same shape. The result for an integer input is truncated to integers, as
/// in Keras. 16-bit inputs are normalized in float32. Keras 3.9 added the layer. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/rms_normalization/"/> (Zhang and Sennrich, 2019).</remarks>
public sealed class RMSNormalization : Layer, ISavable<RMSNormalization>
{
    private readonly int[] _axis;
    private Weight _scale = null!;

    /// <summary>Creates a layer that normalizes over one axis.</summary>
    /// <param name="axis">The axis; a negative axis counts from the end; default −1, the last.</param>
    /// <param name="epsilon">The number added to the mean of the squares; default 1e-6.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rms_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public RMSNormalization(int axis = -1, double epsilon = 1e-6, string? name = null, DTypePolicy? dtype = null)
        : this([axis], epsilon, name, dtype)
    {
    }

    /// <summary>Creates a layer that normalizes over several axes at once.</summary>
    /// <param name="axis">The axes, one or more; the scale has their sizes.</param>
    /// <param name="epsilon">The number added to the mean of the squares; default 1e-6.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>rms_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public RMSNormalization(IReadOnlyList<int> axis, double epsilon = 1e-6, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (axis.Count == 0) throw Throw.NoAxes(Name);
        // Keras sorts the axes as given, before negative axes are resolved.
        (_axis, Epsilon) = ([.. axis.Order()], epsilon);
    }

    /// <summary>The axes as given, in ascending order.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <summary>The number added to the mean of the squares.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        _scale = AddWeight("scale", AxisWeights.Sizes(this, AxisWeights.Resolve(this, _axis, inputShape.Rank), inputShape),
            Initializer.Ones);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        AxisWeights.Check(this, _axis, x);
        var axes = AxisWeights.Resolve(this, _axis, x.Shape.Rank);
        var wide = Cast(x, Policy.ArithmeticType);
        var y = wide * (1 / Sqrt(ReduceMean(Square(wide), axes) + Epsilon)) * AxisWeights.Aligned(_scale, axes, x.Shape);
        return x.Type.IsFloat() ? y : Cast(y, x.Type);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("axis", _axis.Select(axis => (long)axis)).Set("epsilon", Epsilon);
    }

    /// <inheritdoc/>
    public static RMSNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.AxesOr("axis", -1), config.NumberOr("epsilon", 1e-6), config.Name, config.Policy);
    }
}
