using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Positive numbers that add up to 1 along some axes: <c>y = eˣ / Σeˣ</c>.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape. Keras can be given a mask at the call as well; there are no masks here.
/// Source: <see href="https://keras.io/api/layers/activation_layers/softmax/"/>.</remarks>
public sealed class Softmax : Layer, ISavable<Softmax>
{
    private readonly int[] _axis;
    private readonly bool _isList;

    /// <summary>A layer whose outputs add up to 1 along one axis.</summary>
    /// <param name="axis">The axis; negative ones count from the end; default −1, the last.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>softmax</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Softmax(int axis = -1, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => _axis = [axis];

    /// <summary>A layer whose outputs add up to 1 over several axes together.</summary>
    /// <param name="axis">The axes, one or more; negative ones count from the end.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>softmax</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public Softmax(IReadOnlyList<int> axis, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (axis.Count == 0) throw Throw.NoAxes(Name);
        (_axis, _isList) = ([.. axis], true);
    }

    /// <summary>The axes, as given.</summary>
    public IReadOnlyList<int> Axis => _axis;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        x = Cast(x, Policy.ArithmeticType);
        var axes = AxisWeights.Resolve(this, _axis, x.Shape.Rank);
        if (axes is [var only]) return Ops.Softmax(x, only);
        // The largest exponent is 0, so that none overflows; that it is taken away changes nothing, and so it has no slope.
        var powers = Exp(x - StopGradient(ReduceMax(x, axes)));
        return powers / ReduceSum(powers, axes);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _ = _isList ? config.Set("axis", _axis.Select(axis => (long)axis)) : config.Set("axis", (long)_axis[0]);
    }

    /// <inheritdoc/>
    public static Softmax FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var axes = config.AxesOr("axis", -1);
        return config.IsList("axis") ? new(axes, config.Name, config.Policy) : new(axes[0], config.Name, config.Policy);
    }
}
