namespace Layers.Graphs;

/// <summary>One use of an operator: its inputs, its attributes and its outputs. Immutable.</summary>
public sealed class Node
{
    /// <summary>The name of an attribute of <see cref="Op.Scan"/> that only Layers has: the number of states. A file does not need it,
    /// because a value that is the same in every step is not an input there.</summary>
    internal const string StateCount = "num_states";

    private static readonly IReadOnlyDictionary<string, object> None = new Dictionary<string, object>();

    internal Node(Op op, IReadOnlyList<Value> inputs, IReadOnlyDictionary<string, object>? attributes = null)
    {
        Op = op;
        Inputs = inputs;
        Attributes = attributes ?? None;
        var types = op.Infer(this);
        var outputs = new Value[types.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = new Value(this, i, types[i].Type, types[i].Shape);
        Outputs = Array.AsReadOnly(outputs);
    }

    internal Node(Op op, TensorType type, string? name, IReadOnlyDictionary<string, object>? attributes = null, bool isWeak = false)
    {
        Op = op;
        Inputs = [];
        Attributes = attributes ?? None;
        Outputs = [new Value(this, 0, type.Type, type.Shape) { Name = name, IsWeak = isWeak }];
    }

    /// <summary>The operator.</summary>
    public Op Op { get; }

    /// <summary>The inputs, in the operator's order. Optional inputs at the end may be omitted.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The attributes by their ONNX names: <see langword="long"/>, <see langword="float"/>, <see langword="string"/>, arrays of
    /// these, <see cref="TensorData"/> or, for a body, <see cref="Graph"/>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>The tensor of an <see cref="Op.Constant"/>.</summary>
    /// <exception cref="KeyNotFoundException">The node has another operator.</exception>
    public TensorData Constant => (TensorData)Attributes["value"];

    /// <summary>The graph that the node runs in each step; <see langword="null"/> for none.</summary>
    internal Graph? Body => Op == Op.Scan ? (Graph)Attributes["body"] : null;

    /// <summary>The number of inputs of a <see cref="Op.Scan"/> that are states. The scanned inputs follow, then the inputs that are the
    /// same in every step.</summary>
    internal int States => checked((int)Int(StateCount, 0));

    /// <summary>The number of inputs of a <see cref="Op.Scan"/> that are scanned, one slice a step.</summary>
    internal int Scans => checked((int)Int("num_scan_inputs", 0));

    /// <summary>The first operator set that has the operator for these types. Comparing texts needs a later one.</summary>
    internal int Since => Op == Op.Equal && Inputs[0].Type == DType.String ? 19 : Op.Since;

    /// <summary>Returns the node with other inputs; the node itself if the inputs are the same.</summary>
    internal Node With(IReadOnlyList<Value> inputs)
    {
        if (inputs.SequenceEqual(Inputs)) return this;
        return Body is { } body ? WithBody(inputs, body.Fitted(Inference.BodyInputs(this, inputs))) : new Node(Op, inputs, Attributes);
    }

    /// <summary>Returns the node with another body.</summary>
    internal Node WithBody(IReadOnlyList<Value> inputs, Graph body) =>
        new(Op, inputs, new Dictionary<string, object>(Attributes) { ["body"] = body });

    internal long Int(string attribute, long otherwise) => Attributes.TryGetValue(attribute, out var value) ? (long)value : otherwise;

    /// <summary>The axis in the attribute <c>axis</c>, counted from the front.</summary>
    internal int Axis => Shapes.Axis(Int("axis", Op.Is(OpTraits.AlongLastAxis) ? -1 : 0), Inputs[0].Shape.Rank, Op);

    /// <summary>Returns a text such as <c>Mul(x, 2)</c>.</summary>
    public override string ToString() => GraphText.Of(this);
}
