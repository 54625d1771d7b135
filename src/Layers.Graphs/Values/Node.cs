namespace Layers.Graphs;

/// <summary>One use of an operator: what goes in, its attributes, and the values that come out. Immutable.</summary>
public sealed class Node
{
    /// <summary>An attribute of ours, which a file does not need: there, what is the same in every step is no input.</summary>
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

    /// <summary>What goes in, in the operator's order; optional inputs at the end may be left out.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The attributes by ONNX name: <see langword="long"/>, <see langword="float"/>, <see langword="string"/>, arrays of these,
    /// <see cref="TensorData"/> or, for a body, <see cref="Graph"/>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>The tensor of an <see cref="Op.Constant"/>.</summary>
    /// <exception cref="KeyNotFoundException">The operator is another.</exception>
    public TensorData Constant => (TensorData)Attributes["value"];

    /// <summary>The graph that the node runs; <see langword="null"/> where it runs none.</summary>
    internal Graph? Body => Op == Op.Scan ? (Graph)Attributes["body"] : null;

    /// <summary>Of a <see cref="Op.Scan"/>: how many of its inputs are states. Those that are scanned follow, and then what is the same in
    /// every step.</summary>
    internal int States => checked((int)Int(StateCount, 0));

    /// <summary>Of a <see cref="Op.Scan"/>: how many of its inputs are cut into steps.</summary>
    internal int Scans => checked((int)Int("num_scan_inputs", 0));

    /// <summary>The operator set that has the operator for these types: texts are compared since a later one.</summary>
    internal int Since => Op == Op.Equal && Inputs[0].Type == DType.String ? 19 : Op.Since;

    /// <summary>The same use of the operator with other inputs; the node itself where they are its own.</summary>
    internal Node With(IReadOnlyList<Value> inputs)
    {
        if (inputs.SequenceEqual(Inputs)) return this;
        return Body is { } body ? WithBody(inputs, body.Fitted(Inference.BodyInputs(this, inputs))) : new Node(Op, inputs, Attributes);
    }

    /// <summary>The same use of the operator with another body.</summary>
    internal Node WithBody(IReadOnlyList<Value> inputs, Graph body) => new(Op, inputs, new Dictionary<string, object>(Attributes) { ["body"] = body });

    internal long Int(string attribute, long otherwise) => Attributes.TryGetValue(attribute, out var value) ? (long)value : otherwise;

    /// <summary>The axis that an attribute names, counted from the front.</summary>
    internal int Axis => Shapes.Axis(Int("axis", Op.Is(OpTraits.AlongLastAxis) ? -1 : 0), Inputs[0].Shape.Rank, Op);

    /// <summary>For example <c>Mul(x, 2)</c>.</summary>
    public override string ToString() => GraphText.Of(this);
}
