namespace Layers.Graphs;

/// <summary>The methods that create values. With <c>using static Layers.Graphs.Ops</c>, code reads like a formula.</summary>
/// <remarks>Each method is the ONNX operator of the same name, with ONNX's broadcasting: from the right, sizes are equal or one of them is
/// 1. Every method throws <see cref="ArgumentException"/> if types or shapes do not fit; the message has both.</remarks>
public static partial class Ops
{
    /// <summary>Creates a graph input.</summary>
    /// <param name="name">The name, unique in a graph.</param>
    /// <param name="shape">The sizes; unknown sizes have a name: <c>["batch", 13]</c>.</param>
    /// <param name="type">The type of the elements; default float32.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or contains U+0000 or half of a surrogate pair.</exception>
    public static Value Input(string name, Shape shape, DType type = DType.Float32)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Utf8Text.IsName(name)) throw Throw.NotAName(name);
        ArgumentNullException.ThrowIfNull(shape);
        return new Node(Op.Input, new TensorType(type, shape), name).Outputs[0];
    }

    /// <summary>Creates a constant.</summary>
    /// <param name="data">The elements; not copied.</param>
    public static Value Constant(TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Node(Op.Constant, new TensorType(data.Type, data.Shape), null,
            new Dictionary<string, object> { ["value"] = data }).Outputs[0];
    }

    /// <summary>Creates a constant scalar of an element type.</summary>
    /// <param name="number">The number, which is rounded to <paramref name="type"/>.</param>
    /// <param name="type">Any type except <see cref="DType.String"/>.</param>
    public static Value Scalar(double number, DType type) => Constant(ElementStorage.Of(type).Filled(number, Shape.Scalar));

    internal static Value Weak(double number)
    {
        var data = TensorData.Scalar(number);
        return new Node(Op.Constant, new TensorType(data.Type, data.Shape), null, new Dictionary<string, object> { ["value"] = data },
            isWeak: true).Outputs[0];
    }

    /// <summary>Converts a C# number to the element type of the other operand; to float32 if there is no other operand.</summary>
    /// <exception cref="ArgumentException">An integer type cannot hold the number. Otherwise <c>x * 0.5</c> would become <c>x *
    /// 0</c>.</exception>
    internal static Value Strong(Value x, DType? type = null)
    {
        if (!x.IsWeak) return x;
        var number = x.Node.Constant.AsSpan<double>()[0];
        return ElementStorage.Of(type ?? DType.Float32).Holds(number)
            ? Scalar(number, type ?? DType.Float32) : throw Throw.NotRepresentable(number, type!.Value);
    }

    private static (Value A, Value B) Strong(Value a, Value b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.IsWeak && b.IsWeak ? (Strong(a), Strong(b)) : (Strong(a, b.Type), Strong(b, a.Type));
    }

    private static Value Unary(Op op, Value x, params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Make(op, [Strong(x)], attributes);
    }

    private static Value Binary(Op op, Value a, Value b, params (string Name, object Value)[] attributes)
    {
        (a, b) = Strong(a, b);
        return Make(op, [a, b], attributes);
    }

    private static Value Make(Op op, Value[] inputs, params (string Name, object Value)[] attributes) =>
        MakeNode(op, inputs, attributes).Outputs[0];

    private static Node MakeNode(Op op, Value[] inputs, params (string Name, object Value)[] attributes) =>
        new(op, inputs, attributes.Length == 0 ? null : attributes.ToDictionary(a => a.Name, a => a.Value));

    internal static Value Int64s(params ReadOnlySpan<long> numbers) => Constant(TensorData.Of(numbers.ToArray(), [numbers.Length]));

    private static long[] Longs(int[] axes) => Array.ConvertAll(axes, axis => (long)axis);
}
