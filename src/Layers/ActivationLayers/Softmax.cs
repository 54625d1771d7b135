using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that returns positive numbers whose sum along some axes is 1: <c>y = eˣ / Σeˣ</c>.</summary>
/// <remarks>Input and output are <c>(batch, …)</c> with the same shape. Masked elements are 0 and are left out of the sum. The mask has the
/// input's shape, or a shape that broadcasts to it; it comes with the input or as the argument <c>mask</c>, and is passed on. Source:
/// <see href="https://keras.io/api/layers/activation_layers/softmax/"/>.</remarks>
public sealed class Softmax : Layer, ISavable<Softmax>
{
    private readonly AxisSetting _axis;

    /// <summary>Creates a layer whose outputs have the sum 1 along one axis.</summary>
    /// <param name="axis">The axis; a negative axis counts from the end. −1, the default, is the last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>softmax</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Softmax(int axis = -1, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => _axis = new(axis);

    /// <summary>Creates a layer whose outputs have the sum 1 over several axes together.</summary>
    /// <param name="axis">The axes, one or more; negative axes count from the end.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>softmax</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public Softmax(IReadOnlyList<int> axis, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => _axis = new(axis, Name);

    /// <summary>The axes, as given.</summary>
    public IReadOnlyList<int> Axis => _axis.Axes;

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x, CallContext call)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(call);
        if (call.MaskOf(x) is not { } mask) return Call(x);
        if (!Masks.Broadcasts(mask.Shape, x.Shape)) throw Throw.MaskDoesNotBroadcast(this, mask.Shape, x.Shape);
        return Where(mask, Call(Where(mask, x, Policy.ComputeType == DType.Float16 ? -3e4 : -1e9)), 0);
    }

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        x = Cast(x, Policy.ArithmeticType);
        var axes = AxisWeights.Resolve(this, _axis.Axes, x.Shape.Rank);
        if (axes is [var only]) return Ops.Softmax(x, only);
        // The largest exponent is 0, so that none overflows. The subtraction does not change the result, and so it has no gradient.
        var powers = Exp(x - StopGradient(ReduceMax(x, axes)));
        return powers / ReduceSum(powers, axes);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _axis.Write(config);
    }

    /// <inheritdoc/>
    public static Softmax FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return AxisSetting.Read<Softmax>(config, axis => new(axis, config.Name, config.Policy),
            axes => new(axes, config.Name, config.Policy));
    }
}
