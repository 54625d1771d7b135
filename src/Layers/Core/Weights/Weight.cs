using System.Diagnostics;

namespace Layers;

/// <summary>A tensor that a layer owns: learned in training or by <c>Adapt</c>, and kept in the saved file.</summary>
/// <remarks>In a formula it stands for its value: <c>x - _mean</c>. While a model trains it is a graph input; when the model predicts, a
/// constant.</remarks>
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

    /// <summary>Layer and name, as in a model's graph: <c>dense/kernel</c>.</summary>
    public string Path => Symbol.Name!;

    /// <summary>Whether training changes it; a layer's <see cref="Layer.Trainable"/> can still hold it back.</summary>
    public bool IsTrainable { get; }

    /// <summary>Its sizes.</summary>
    public Shape Shape => Symbol.Shape;

    /// <summary>The type of its elements.</summary>
    public DType Type => Symbol.Type;

    /// <summary>What it holds now.</summary>
    /// <exception cref="ArgumentException">On setting: another shape or element type.</exception>
    /// <exception cref="InvalidOperationException">On setting: a <c>Fit</c> computes with the weight at the moment, and would not see the
    /// value; a callback sets weights with <c>TrainingRun.SetWeights</c>.</exception>
    public TensorData Value
    {
        get => _value.Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            // Who builds a layer sets what its weights start as.
            if (Owner is { IsBuilt: true } layer && Changing.TrainingOf(layer) is { } model) throw Throw.SetDuringFit(this, model);
            Set(value);
        }
    }

    /// <summary>What is added to the loss for it; <see langword="null"/> for nothing.</summary>
    public Regularizer? Regularizer { get; internal init; }

    /// <summary>What it is brought back to after each step; <see langword="null"/> for nothing.</summary>
    public WeightConstraint? Constraint { get; internal init; }

    internal Value Symbol { get; private set; }

    /// <summary>The layer that has it.</summary>
    internal Layer? Owner { private get; init; }

    /// <summary>Told the next value before it takes the place of what the weight holds.</summary>
    internal Action<Weight, TensorData>? BeforeChange { private get; init; }

    /// <summary>Sets the value on behalf of whoever changes the layer.</summary>
    internal void Set(TensorData value)
    {
        if (!value.Shape.Equals(Shape) || value.Type != Type) throw Throw.WrongWeight(Path, new TensorType(Type, Shape), new TensorType(value.Type, value.Shape));
        using (WeightChanges.Together())
        {
            BeforeChange?.Invoke(this, value);
            _value = new Lazy<TensorData>(value);
            _readers.Expire();
        }
    }

    /// <summary>Tells whoever compiled its value when it gets another.</summary>
    internal void Watch(Freshness freshness)
    {
        using (WeightChanges.Together()) _readers.Add(freshness);
    }

    /// <summary>The weight as a value in a formula, in the type the layer computes in.</summary>
    public static implicit operator Value(Weight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        // 16-bit arithmetic is emulated in float32 on numbers that were rounded to 16 bits.
        var rounded = weight._computeType.IsFloat() && weight.Type.IsFloat() ? Ops.Cast(weight.Symbol, weight._computeType) : weight.Symbol;
        return rounded.Type.IsFloat() ? Ops.Cast(rounded, weight._arithmeticType) : rounded;
    }

    /// <summary>The weight in a formula with all the digits it has, as Keras's <c>autocast=False</c>.</summary>
    /// <param name="now">What it is at this place of the step; null for what it was before.</param>
    internal Value Unrounded(Value? now = null)
    {
        now ??= Symbol;
        return now.Type.IsFloat() ? Ops.Cast(now, _arithmeticType) : now;
    }

    /// <summary>For example <c>dense/kernel : float32[13, 64]</c>.</summary>
    public override string ToString() => $"{Path} : {new TensorType(Type, Shape)}";

    internal void MoveTo(string path)
    {
        // Where nothing changes, graphs that were made of it stay right.
        if (Path != $"{path}/{Name}") Symbol = Ops.Input($"{path}/{Name}", Shape, Type);
    }
}
