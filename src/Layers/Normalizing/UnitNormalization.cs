using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that scales each row to length 1 over some axes: <c>y = x / max(√Σx², 1e-12)</c>.</summary>
/// <remarks>Input and output <c>(batch, …)</c> of one shape. A row of zeros does not change. Source:
/// <see href="https://keras.io/api/layers/normalization_layers/unit_normalization/"/>.</remarks>
public sealed class UnitNormalization : Layer, ISavable<UnitNormalization>
{
    private readonly AxisSetting _axis;

    /// <summary>Creates a layer that normalizes the length over one axis.</summary>
    /// <param name="axis">The axis; a negative axis counts from the end; default −1, the last.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>unit_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public UnitNormalization(int axis = -1, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => _axis = new(axis);

    /// <summary>Creates a layer that normalizes the length over several axes at once.</summary>
    /// <param name="axis">The axes, one or more; a negative axis counts from the end.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>unit_normalization</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="axis"/> is empty.</exception>
    public UnitNormalization(IReadOnlyList<int> axis, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => _axis = new(axis, Name);

    /// <summary>The axes, as given.</summary>
    public IReadOnlyList<int> Axis => _axis.Axes;

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return UnitLength.Of(Cast(x, Policy.ArithmeticType), AxisWeights.Resolve(this, _axis.Axes, x.Shape.Rank));
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _axis.Write(config);
    }

    /// <inheritdoc/>
    public static UnitNormalization FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return AxisSetting.Read<UnitNormalization>(config, axis => new(axis, config.Name, config.Policy),
            axes => new(axes, config.Name, config.Policy));
    }
}
