namespace Layers.Graphs;

/// <summary>An operator: its name, its operator set, its number of inputs, its rule for types and shapes, and its traits.</summary>
/// <remarks>The names are ONNX's, so <see href="https://onnx.ai/onnx/operators/"/> is the documentation of the operators.
/// <see cref="ShapeOf"/> is ONNX's <c>Shape</c>. <see cref="Input"/> and <see cref="StopGradient"/> are operators of Layers, which are
/// written to files as a graph input and as <c>Identity</c>.</remarks>
public sealed partial class Op
{
    /// <summary>The domain of ONNX's operators for machine learning.</summary>
    internal const string MachineLearning = "ai.onnx.ml";

    /// <summary>The domain of operators that managed code runs. Files do not have them.</summary>
    internal const string Host = "layers.host";

    /// <summary>The domain of Microsoft.ML.OnnxRuntime.Extensions. Files have its operators if the user asks for them; Layers does not run
    /// them.</summary>
    internal const string Extensions = "ai.onnx.contrib";

    private static List<Op>? s_all;
    private readonly Func<Node, TensorType[]> _infer;
    private readonly OpTraits _traits;

    private Op(string name, int since, int inputs, Func<Node, TensorType[]> infer, OpTraits traits = OpTraits.None, int? most = null,
        string domain = "")
    {
        (Name, Domain, Since) = (name, domain, since);
        (LeastInputs, MostInputs) = (inputs, most ?? inputs);
        (_infer, _traits) = (infer, traits);
        // Operators that only files have are not in the list.
        if (domain != Extensions) (s_all ??= []).Add(this);
    }

    private Op(string name, int since, int inputs, Func<Node, TensorType> infer, OpTraits traits = OpTraits.None, int? most = null,
        string domain = "")
        : this(name, since, inputs, node => [infer(node)], traits, most, domain)
    {
    }

    /// <summary>Every operator of graphs. The operators of <c>ai.onnx.contrib</c>, which only files have, are not included.</summary>
    public static IReadOnlyList<Op> All => s_all!;

    /// <summary>The name in its domain.</summary>
    public string Name { get; }

    /// <summary>The domain of the operator in ONNX: empty for <c>ai.onnx</c>, or <c>ai.onnx.ml</c>. It is <c>layers.host</c> for operators
    /// that managed code runs and that files do not have, and <c>ai.onnx.contrib</c> for operators for which a runtime needs another
    /// library.</summary>
    public string Domain { get; }

    /// <summary>The first version of the domain's operator set with the form that Layers writes.</summary>
    public int Since { get; }

    /// <summary>Whether managed code runs the operator, because no operator of ONNX gives the same results.</summary>
    internal bool IsHost => Domain == Host;

    /// <summary>Whether a runtime needs Microsoft.ML.OnnxRuntime.Extensions for the operator.</summary>
    internal bool IsExtension => Domain == Extensions;

    internal int LeastInputs { get; }

    internal int MostInputs { get; }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    /// <summary>Returns whether the operator has all of some traits.</summary>
    internal bool Is(OpTraits traits) => (_traits & traits) == traits;

    internal TensorType[] Infer(Node node)
    {
        TypeRules.Check(node);
        return _infer(node);
    }

    internal static Op? Find(string domain, string name) => s_all!.Find(op => op.Name == name && op.Domain == domain);
}
