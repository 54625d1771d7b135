namespace Layers.Graphs;

/// <summary>An operator of the ONNX vocabulary (domain <c>ai.onnx</c>): its name, the operator set it needs, and how types and shapes follow.</summary>
/// <remarks>Names are ONNX's, so <see href="https://onnx.ai/onnx/operators/"/> is their documentation.
/// <see cref="ShapeOf"/> is ONNX's <c>Shape</c>; <see cref="Input"/> and <see cref="StopGradient"/> are ours and are
/// written as a graph input and as <c>Identity</c>.</remarks>
public sealed partial class Op
{
    private static List<Op>? s_all;
    private readonly Func<Node, TensorType[]> _infer;

    private Op(string name, int since, Func<Node, TensorType[]> infer)
    {
        Name = name;
        Since = since;
        _infer = infer;
        (s_all ??= []).Add(this);
    }

    private Op(string name, int since, Func<Node, TensorType> infer)
        : this(name, since, node => [infer(node)])
    {
    }

    /// <summary>Every operator there is.</summary>
    public static IReadOnlyList<Op> All => s_all!;

    /// <summary>The ONNX name.</summary>
    public string Name { get; }

    /// <summary>The operator set version that first has the form we write.</summary>
    public int Since { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal TensorType[] Infer(Node node)
    {
        TypeRules.Check(node);
        return _infer(node);
    }

    internal static Op? Find(string name) => s_all!.Find(op => op.Name == name);
}
