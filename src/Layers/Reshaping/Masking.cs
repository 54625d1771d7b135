using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that masks padding. A step whose features are all <c>maskValue</c> becomes 0 and does not count in the mask of the
/// output.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of rank 2 or more, output the same shape, with a mask <c>(batch, …)</c>.
/// Source: <see href="https://keras.io/api/layers/core_layers/masking/"/>.</remarks>
/// <example><code>
/// // The mean of the steps that are not padding.
/// new Sequential { new Input(["steps", 3]), new Masking(), new GlobalAveragePooling1D() }
/// </code></example>
public sealed class Masking : Layer, ISavable<Masking>
{
    /// <summary>Creates a layer that masks padding.</summary>
    /// <param name="maskValue">The value of padding; default 0.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>masking</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public Masking(double maskValue = 0, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype) => MaskValue = maskValue;

    /// <summary>The value of padding.</summary>
    public double MaskValue { get; }

    internal override bool IsSavedWithItsShape => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type is DType.String or DType.Bool) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank < 2) throw Throw.WrongRank(this, "rank 2 or more", x.Shape);
        return Where(Unsqueeze(Counts(x), x.Shape.Rank - 1), x, 0);
    }

    /// <inheritdoc/>
    protected override Value? ComputeMask(Value x, Value? mask)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Counts(x);
    }

    internal override KerasTensor? MaskTensor(LayerCall call) =>
        new StockOperation("Any", [null], new() { ["axis"] = -1, ["keepdims"] = false })
            .Apply(new StockOperation("NotEqual", [null, TensorData.Scalar(MaskValue)]).Apply(call.Inputs));

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("mask_value", MaskValue);
    }

    /// <inheritdoc/>
    public static Masking FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.OptionalNumber("mask_value") ?? 0, config.Name, config.Policy);
    }

    // Integers are compared as float64, because the mask value may have a fraction.
    private Value Counts(Value x)
    {
        var numbers = x.Type.IsFloat() ? x : Cast(x, DType.Float64);
        var type = x.Type.IsFloat() ? Policy.ComputeType : DType.Float64;
        var value = Cast(Constant(Casting.Cast(TensorData.Scalar(MaskValue), type)), numbers.Type);
        return Masks.Any(Not(Equal(numbers, value)));
    }
}
