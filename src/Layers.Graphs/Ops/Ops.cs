namespace Layers.Graphs;

/// <summary>The calls that make values; <c>using static Layers.Graphs.Ops</c> makes a formula read like one.</summary>
/// <remarks>Each is the ONNX operator of its name, with ONNX's broadcasting: from the right, sizes are equal or one of them is 1.
/// Every call throws <see cref="ArgumentException"/> when types or shapes do not fit; the message names both.</remarks>
public static partial class Ops
{
    /// <summary>A graph input.</summary>
    /// <param name="name">Its name, unique within a graph.</param>
    /// <param name="shape">Its sizes, unknown ones by name: <c>["batch", 13]</c>.</param>
    /// <param name="type">The type of its elements; default float32.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Value Input(string name, Shape shape, DType type = DType.Float32)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        return new Node(Op.Input, new TensorType(type, shape), name).Outputs[0];
    }

    /// <summary>A value that never changes.</summary>
    /// <param name="data">Its elements; not copied.</param>
    public static Value Constant(TensorData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new Node(Op.Constant, new TensorType(data.Type, data.Shape), null, new Dictionary<string, object> { ["value"] = data }).Outputs[0];
    }

    /// <summary>A number without axes, of a given element type.</summary>
    /// <param name="number">Rounded to <paramref name="type"/>.</param>
    /// <param name="type">Any type but <see cref="DType.String"/>.</param>
    public static Value Scalar(double number, DType type) => Constant(ElementStorage.Of(type).Filled(number, Shape.Scalar));

    internal static Value Weak(double number)
    {
        var data = TensorData.Scalar(number);
        return new Node(Op.Constant, new TensorType(data.Type, data.Shape), null, new Dictionary<string, object> { ["value"] = data }, isWeak: true).Outputs[0];
    }

    /// <summary>A bare number in the element type of what it meets; float32 where it meets nothing that says.</summary>
    /// <exception cref="ArgumentException">An integer type does not hold the number: nobody who writes <c>x * 0.5</c> means <c>x *
    /// 0</c>.</exception>
    internal static Value Strong(Value x, DType? type = null)
    {
        if (!x.IsWeak) return x;
        var number = x.Node.Constant.AsSpan<double>()[0];
        return ElementStorage.Of(type ?? DType.Float32).Holds(number) ? Scalar(number, type ?? DType.Float32) : throw Throw.NotRepresentable(number, type!.Value);
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

    private static Value Make(Op op, Value[] inputs, params (string Name, object Value)[] attributes) => MakeNode(op, inputs, attributes).Outputs[0];

    private static Node MakeNode(Op op, Value[] inputs, params (string Name, object Value)[] attributes) =>
        new(op, inputs, attributes.Length == 0 ? null : attributes.ToDictionary(a => a.Name, a => a.Value));

    internal static Value Int64s(params ReadOnlySpan<long> numbers) => Constant(TensorData.Of(numbers.ToArray(), [numbers.Length]));

    private static long[] Longs(int[] axes) => Array.ConvertAll(axes, axis => (long)axis);
}
