using System.Diagnostics;

namespace Layers;

/// <summary>A tensor that a layer owns: learned in training or by <c>Adapt</c>, and kept in the saved file.</summary>
/// <remarks>In a formula a weight stands for its value: <c>x - _mean</c>. In the graph it is an input while the model trains and a constant
/// when the model predicts.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Weight
{
    private readonly DType _arithmeticType;
    private readonly DType _computeType;
    private Lazy<TensorData> _value;
    private readonly Readers _readers = new();

    internal Weight(string name, string path, TensorType type, Lazy<TensorData> value, bool trainable, DTypePolicy policy)
    {
        Name = name;
        IsTrainable = trainable;
        _value = value;
        _arithmeticType = policy.ArithmeticType;
        _computeType = policy.ComputeType;
        Symbol = Ops.Input($"{path}/{name}", type.Shape, type.Type);
    }

    /// <summary>The name within its layer, as Keras spells it: <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The layer and the name, as in a model's graph: <c>dense/kernel</c>.</summary>
    public string Path => Symbol.Name!;

    /// <summary>Whether training changes the weight, if <see cref="Layer.Trainable"/> of its layer is true.</summary>
    public bool IsTrainable { get; }

    /// <summary>The shape, with known sizes.</summary>
    public Shape Shape => Symbol.Shape;

    /// <summary>The type of the elements.</summary>
    public DType Type => Symbol.Type;

    /// <summary>The current value, of the weight's shape and type.</summary>
    /// <exception cref="ArgumentException">The new value has another shape or element type.</exception>
    /// <exception cref="InvalidOperationException">A running <c>Fit</c> computes with the weight and would not use the new value. A
    /// callback sets weights with <c>TrainingRun.SetWeights</c>.</exception>
    public TensorData Value
    {
        get => _value.Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            // A layer that is not built yet may set initial values.
            if (Owner is { IsBuilt: true } layer && Changing.TrainingOf(layer) is { } model) throw Throw.SetDuringFit(this, model);
            Set(value);
        }
    }

    /// <summary>The regularizer, whose penalty is added to the loss; <see langword="null"/> for none.</summary>
    public Regularizer? Regularizer { get; internal init; }

    /// <summary>The constraint on the weight, applied after each training step; <see langword="null"/> for none.</summary>
    public WeightConstraint? Constraint { get; internal init; }

    internal Value Symbol { get; private set; }

    /// <summary>The layer that owns the weight.</summary>
    internal Layer? Owner { private get; init; }

    /// <summary>Called with the next value before it replaces the current value.</summary>
    internal Action<Weight, TensorData>? BeforeChange { private get; init; }

    /// <summary>Sets the value without a check for a running <c>Fit</c>.</summary>
    internal void Set(TensorData value)
    {
        if (!value.Shape.Equals(Shape) || value.Type != Type)
            throw Throw.WrongWeight(Path, new TensorType(Type, Shape), new TensorType(value.Type, value.Shape));
        using (WeightChanges.Together())
        {
            BeforeChange?.Invoke(this, value);
            _value = new Lazy<TensorData>(value);
            _readers.Expire();
        }
    }

    /// <summary>Registers a compiled form, which expires when the value changes.</summary>
    internal void Watch(Freshness freshness)
    {
        using (WeightChanges.Together()) _readers.Add(freshness);
    }

    /// <summary>Converts the weight to a value in a formula, in the type that the layer computes in.</summary>
    public static implicit operator Value(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        // 16-bit arithmetic is emulated: float32 arithmetic on numbers that are rounded to 16 bits.
        var rounded = weight._computeType.IsFloat() && weight.Type.IsFloat() ? Ops.Cast(weight.Symbol, weight._computeType) : weight.Symbol;
        return rounded.Type.IsFloat() ? Ops.Cast(rounded, weight._arithmeticType) : rounded;
    }

    /// <summary>Returns the weight in a formula without rounding to 16 bits, as Keras's <c>autocast=False</c>.</summary>
    /// <param name="now">The value at this point of the step; null for the value before the step.</param>
    internal Value Unrounded(Value? now = null)
    {
        now ??= Symbol;
        return now.Type.IsFloat() ? Ops.Cast(now, _arithmeticType) : now;
    }

    /// <summary>Returns the path and the type, for example <c>dense/kernel : float32[13, 64]</c>.</summary>
    public override string ToString() => $"{Path} : {new TensorType(Type, Shape)}";

    internal void MoveTo(string path)
    {
        // If the path stays the same, the symbol must stay too, because graphs refer to it.
        if (Path != $"{path}/{Name}") Symbol = Ops.Input($"{path}/{Name}", Shape, Type);
    }
}
