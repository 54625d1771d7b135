namespace Layers.Graphs;

/// <summary>Types and shapes of operators that look elements up in a table, or hash them.</summary>
internal static partial class Inference
{
    /// <summary>The types of keys and values that a table may have, with their names in the names of the attributes.</summary>
    public static readonly IReadOnlyDictionary<DType, string> EncoderKinds = new Dictionary<DType, string>
    {
        [DType.String] = "string",
        [DType.Int64] = "int64",
        [DType.Float32] = "float",
    };

    public static TensorType Encoded(Node node)
    {
        var x = node.Inputs[0];
        if (!EncoderKinds.TryGetValue(x.Type, out var kind)) throw Throw.NotForType(node.Op, x);
        foreach (var (type, name) in EncoderKinds)
            if (node.Attributes.TryGetValue($"values_{name}s", out var values))
                return node.Attributes.TryGetValue($"keys_{kind}s", out var keys) && ((Array)keys).Length == ((Array)values).Length
                    ? new(type, x.Shape) : throw Throw.NotATable(x);
        throw Throw.NotATable(x);
    }

    public static TensorType Hashed(Node node)
    {
        var x = node.Inputs[0];
        return x.Type is DType.String or DType.Bool || x.Type.IsInteger()
            ? new(DType.Int64, x.Shape)
            : throw Throw.NotHashable(node.Op, "strings, integers and bool", x);
    }

    public static TensorType Dated(Node node) =>
        node.Inputs[0] is { Type: DType.String or DType.Int64 or DType.Float64 } x
        ? new(DType.Int64, x.Shape) : throw Throw.NotADate(node.Op, node.Inputs[0]);

    public static TensorType Crossed(Node node)
    {
        var first = node.Inputs[0];
        foreach (var x in node.Inputs)
        {
            if (x.Type != DType.String && !x.Type.IsInteger()) throw Throw.NotHashable(node.Op, "strings and integers", x);
            if (!x.Shape.Equals(first.Shape)) throw Throw.NotCrossable(node.Op, first, x);
        }
        return new(DType.Int64, first.Shape);
    }
}
