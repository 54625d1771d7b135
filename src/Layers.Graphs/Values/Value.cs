using System.Diagnostics;

namespace Layers.Graphs;

/// <summary>A symbolic tensor: the node that makes it, its element type, and its shape. Immutable.</summary>
/// <remarks>Operators and the calls in <see cref="Ops"/> make new values; a graph is whatever its outputs reach.
/// Numbers convert implicitly and take the element type of what they meet: <c>(x - 1) / 2</c>.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Value
{
    internal Value(Node node, int index, DType type, Shape shape)
    {
        Node = node;
        Index = index;
        Type = type;
        Shape = shape;
    }

    /// <summary>The node that makes it.</summary>
    public Node Node { get; }

    /// <summary>Which of the node's outputs it is.</summary>
    public int Index { get; }

    /// <summary>The type of its elements.</summary>
    public DType Type { get; }

    /// <summary>Its sizes, unknown ones by name.</summary>
    public Shape Shape { get; }

    /// <summary>The name of a graph input; <see langword="null"/> for everything else.</summary>
    public string? Name { get; internal init; }

    /// <summary>The tensor, where the value is an <see cref="Op.Constant"/>; otherwise <see langword="null"/>.</summary>
    public TensorData? Constant => Node.Op == Op.Constant ? Node.Constant : null;

    /// <summary>Whether it was written as a bare number, whose element type follows the other operand.</summary>
    internal bool IsWeak { get; init; }

    /// <summary>A number without axes, of the element type of what it meets.</summary>
    public static implicit operator Value(double number) => Ops.Weak(number);

    /// <summary>A number without axes, of the element type of what it meets.</summary>
    public static implicit operator Value(int number) => Ops.Weak(number);

    /// <summary>ONNX <c>Add</c>, with broadcasting.</summary>
    public static Value operator +(Value a, Value b) => Ops.Add(a, b);

    /// <summary>ONNX <c>Sub</c>, with broadcasting.</summary>
    public static Value operator -(Value a, Value b) => Ops.Sub(a, b);

    /// <summary>ONNX <c>Mul</c>, with broadcasting.</summary>
    public static Value operator *(Value a, Value b) => Ops.Mul(a, b);

    /// <summary>ONNX <c>Div</c>, with broadcasting; integers divide toward zero.</summary>
    public static Value operator /(Value a, Value b) => Ops.Div(a, b);

    /// <summary>ONNX <c>Neg</c>.</summary>
    public static Value operator -(Value x) => Ops.Neg(x);

    /// <summary>ONNX <c>Less</c>, with broadcasting.</summary>
    public static Value operator <(Value a, Value b) => Ops.Less(a, b);

    /// <summary>ONNX <c>Greater</c>, with broadcasting.</summary>
    public static Value operator >(Value a, Value b) => Ops.Greater(a, b);

    /// <summary>ONNX <c>LessOrEqual</c>, with broadcasting.</summary>
    public static Value operator <=(Value a, Value b) => Ops.LessOrEqual(a, b);

    /// <summary>ONNX <c>GreaterOrEqual</c>, with broadcasting.</summary>
    public static Value operator >=(Value a, Value b) => Ops.GreaterOrEqual(a, b);

    /// <summary>ONNX <c>And</c> of truth values, with broadcasting.</summary>
    public static Value operator &(Value a, Value b) => Ops.And(a, b);

    /// <summary>ONNX <c>Or</c> of truth values, with broadcasting.</summary>
    public static Value operator |(Value a, Value b) => Ops.Or(a, b);

    /// <summary>ONNX <c>Not</c>.</summary>
    public static Value operator !(Value x) => Ops.Not(x);

    /// <summary>One line, for example <c>Mul(x, 2) : float32[batch, 4]</c>; an input is its name.</summary>
    public override string ToString() => Name ?? (Constant is { } data ? data.ToString() : $"{Node} : {new TensorType(Type, Shape)}");
}
