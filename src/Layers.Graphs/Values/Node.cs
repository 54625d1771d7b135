namespace Layers.Graphs;

/// <summary>One use of an operator: what goes in, its attributes, and the values that come out. Immutable.</summary>
public sealed class Node
{
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

    /// <summary>The attributes by ONNX name: <see langword="long"/>, <see langword="float"/>, <see langword="string"/>,
    /// <see langword="long"/>[] or <see cref="TensorData"/>.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>The tensor of an <see cref="Op.Constant"/>.</summary>
    /// <exception cref="KeyNotFoundException">The operator is another.</exception>
    public TensorData Constant => (TensorData)Attributes["value"];

    internal long Int(string attribute, long otherwise) => Attributes.TryGetValue(attribute, out var value) ? (long)value : otherwise;

    /// <summary>The axis that an attribute names, counted from the front.</summary>
    internal int Axis => Shapes.Axis(Int("axis", Op.Is(OpTraits.AlongLastAxis) ? -1 : 0), Inputs[0].Shape.Rank, Op);

    /// <summary>For example <c>Mul(x, 2)</c>.</summary>
    public override string ToString() => GraphText.Of(this);
}
