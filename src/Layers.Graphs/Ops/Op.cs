namespace Layers.Graphs;

/// <summary>An operator: its name, the operator set it needs, how many inputs it has, how types and shapes follow, and what it does to
/// elements and axes.</summary>
/// <remarks>Names are ONNX's, so <see href="https://onnx.ai/onnx/operators/"/> is their documentation.
/// <see cref="ShapeOf"/> is ONNX's <c>Shape</c>; <see cref="Input"/> and <see cref="StopGradient"/> are ours and are
/// written as a graph input and as <c>Identity</c>.</remarks>
public sealed partial class Op
{
    /// <summary>The domain of ONNX's operators for tables.</summary>
    internal const string MachineLearning = "ai.onnx.ml";

    /// <summary>The domain of operators that managed code runs. No file has them.</summary>
    internal const string Host = "layers.host";

    /// <summary>The domain of Microsoft.ML.OnnxRuntime.Extensions. Files have its operators where the user asks for them; nothing here runs
    /// them.</summary>
    internal const string Extensions = "ai.onnx.contrib";

    private static List<Op>? s_all;
    private readonly Func<Node, TensorType[]> _infer;
    private readonly OpTraits _traits;

    private Op(string name, int since, int inputs, Func<Node, TensorType[]> infer, OpTraits traits = OpTraits.None, int? most = null, string domain = "")
    {
        (Name, Domain, Since) = (name, domain, since);
        (LeastInputs, MostInputs) = (inputs, most ?? inputs);
        (_infer, _traits) = (infer, traits);
        // What only files have is in no table.
        if (domain != Extensions) (s_all ??= []).Add(this);
    }

    private Op(string name, int since, int inputs, Func<Node, TensorType> infer, OpTraits traits = OpTraits.None, int? most = null, string domain = "")
        : this(name, since, inputs, node => [infer(node)], traits, most, domain)
    {
    }

    /// <summary>Every operator of graphs; those of <c>ai.onnx.contrib</c>, which only files have, are none of them.</summary>
    public static IReadOnlyList<Op> All => s_all!;

    /// <summary>The name within its domain.</summary>
    public string Name { get; }

    /// <summary>The set of operators it belongs to, as ONNX names it: empty for <c>ai.onnx</c>, or <c>ai.onnx.ml</c>;
    /// <c>layers.host</c> for those that managed code runs, which no file has; <c>ai.onnx.contrib</c> for those that a runtime needs
    /// another library for.</summary>
    public string Domain { get; }

    /// <summary>The version of its domain's operator set that first has the form we write.</summary>
    public int Since { get; }

    /// <summary>Whether managed code runs it, because no operator of ONNX gives the same numbers.</summary>
    internal bool IsHost => Domain == Host;

    /// <summary>Whether a runtime needs Microsoft.ML.OnnxRuntime.Extensions for it.</summary>
    internal bool IsExtension => Domain == Extensions;

    internal int LeastInputs { get; }

    internal int MostInputs { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Whether the operator has every one of some traits.</summary>
    internal bool Is(OpTraits traits) => (_traits & traits) == traits;

    internal TensorType[] Infer(Node node)
    {
        TypeRules.Check(node);
        return _infer(node);
    }

    internal static Op? Find(string domain, string name) => s_all!.Find(op => op.Name == name && op.Domain == domain);
}
