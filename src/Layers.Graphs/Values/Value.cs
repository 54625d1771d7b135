using System.Diagnostics;

namespace Layers.Graphs;

/// <summary>A symbolic tensor: its node, its element type and its shape. Immutable.</summary>
/// <remarks>Operators and the methods of <see cref="Ops"/> create new values. A graph has all values that its outputs depend on. Numbers
/// convert implicitly and take the element type of the other operand: <c>(x - 1) / 2</c>.</remarks>
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

    /// <summary>The node that computes the value.</summary>
    public Node Node { get; }

    /// <summary>The index of the value among the node's outputs.</summary>
    public int Index { get; }

    /// <summary>The type of the elements.</summary>
    public DType Type { get; }

    /// <summary>The sizes; unknown sizes have a name.</summary>
    public Shape Shape { get; }

    /// <summary>The name of a graph input; <see langword="null"/> for any other value.</summary>
    public string? Name { get; internal init; }

    /// <summary>The tensor of an <see cref="Op.Constant"/>; <see langword="null"/> for any other value.</summary>
    public TensorData? Constant => Node.Op == Op.Constant ? Node.Constant : null;

    /// <summary>Whether the value was written as a C# number, whose element type follows the other operand.</summary>
    internal bool IsWeak { get; init; }

    /// <summary>Creates a scalar with the element type of the other operand.</summary>
    public static implicit operator Value(double number) => Ops.Weak(number);

    /// <summary>Creates a scalar with the element type of the other operand.</summary>
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

    /// <summary>ONNX <c>And</c> of bool values, with broadcasting.</summary>
    public static Value operator &(Value a, Value b) => Ops.And(a, b);

    /// <summary>ONNX <c>Or</c> of bool values, with broadcasting.</summary>
    public static Value operator |(Value a, Value b) => Ops.Or(a, b);

    /// <summary>ONNX <c>Not</c>.</summary>
    public static Value operator !(Value x) => Ops.Not(x);

    /// <summary>Returns one line, for example <c>Mul(x, 2) : float32[batch, 4]</c>. An input is printed as its name.</summary>
    public override string ToString() => Name ?? (Constant is { } data ? data.ToString() : $"{Node} : {new TensorType(Type, Shape)}");
}
