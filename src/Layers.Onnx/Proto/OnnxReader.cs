using System.Globalization;
using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx;

/// <summary>Reads ONNX files as graphs.</summary>
public static class OnnxReader
{
    private const int OldestOpset = 13;

    /// <summary>Reads the graph of an ONNX file.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <exception cref="InvalidDataException">The bytes are not ONNX, or the file has an operator, a domain or a type that this library
    /// does not support; the message names it.</exception>
    public static Graph Read(ReadOnlySpan<byte> bytes)
    {
        var model = Parse(bytes);
        return Graph(model.Graph, new OnnxScope(null), Opset(model));
    }

    /// <summary>Reads the <c>metadata_props</c> of an ONNX file. An exported model has the columns of its inputs and the classes of its
    /// outputs there.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <returns>The values by name; empty if there are none. If a name occurs twice, the last value is used.</returns>
    /// <exception cref="InvalidDataException">The bytes are not ONNX.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(ReadOnlySpan<byte> bytes)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Parse(bytes).MetadataProps) metadata[entry.Key] = entry.Value;
        return metadata;
    }

    private static ModelProto Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(bytes);
            return model.Graph is null ? throw Throw.NotOnnx(null) : model;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Throw.NotOnnx(e);
        }
    }

    // A body may read values of the graphs around it. Each of these values becomes an additional input of the body.
    private static Graph Graph(GraphProto proto, OnnxScope scope, long opset)
    {
        foreach (var tensor in proto.Initializer) scope.Define(tensor.Name, Ops.Constant(TensorProtos.Read(tensor)));
        var inputs = new List<Value>();
        foreach (var input in proto.Input)
        {
            // Older files also list initializers among the inputs.
            if (scope.Own(input.Name) is { Constant: not null }) continue;
            inputs.Add(Input(input));
            scope.Define(input.Name, inputs[^1]);
        }
        foreach (var node in proto.Node) Add(node, scope, opset);
        if (proto.Output.Count == 0) throw Throw.NoOutputs();
        KeyValuePair<string, Value>[] outputs = [.. proto.Output.Select(output => KeyValuePair.Create(output.Name,
            scope.Find(output.Name, "an output")))];
        return Graphs.Graph.Of([.. inputs, .. scope.OuterInputs], outputs);
    }

    // Before operator set 13, some operators have another meaning, and in sets newer than the newest supported one, they may have another.
    private static long Opset(ModelProto model) => model.OpsetImport.FirstOrDefault(import => IsOnnx(import.Domain))?.Version switch
    {
        >= OldestOpset and <= Verification.NewestOpset and { } version => version,
        var version => throw Throw.UnsupportedOpset(version, OldestOpset, Verification.NewestOpset),
    };

    private static bool IsOnnx(string domain) => domain is "" or "ai.onnx";

    private static Value Input(ValueInfoProto input)
    {
        var type = input.Type?.TensorType ?? throw Throw.NotATensor(input.Name);
        if (!Enum.IsDefined((DType)type.ElemType)) throw Throw.UnsupportedElementType(input.Name, type.ElemType);
        if (type.Shape is null) throw Throw.UnknownRank(input.Name);
        if (input.Name.Length == 0) throw Throw.Nameless("input");
        return Ops.Input(input.Name, [.. type.Shape.Dim.Select((dim, axis) => Size(input.Name, dim, axis))], (DType)type.ElemType);
    }

    private static Dim Size(string input, TensorShapeProto.Types.Dimension dim, int axis) => dim.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue =>
            dim.DimValue >= 0 ? dim.DimValue : throw Throw.NegativeSize(input, dim.DimValue),
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when dim.DimParam.Length > 0 => dim.DimParam,
        _ => string.Create(CultureInfo.InvariantCulture, $"{input}[{axis}]"),
    };

    private static void Add(NodeProto proto, OnnxScope scope, long opset)
    {
        if (Op.Find(IsOnnx(proto.Domain) ? "" : proto.Domain, proto.OpType) is not { IsHost: false } op || op == Op.Input
            || op == Op.StopGradient)
            throw Throw.UnknownOperator(proto.Domain, proto.OpType);
        // ONNX allows an empty optional input between others. Operators of Layers have all inputs up to the last.
        if (proto.Input.Contains("")) throw Throw.MissingInput(proto.OpType, proto.Name);
        List<Value> inputs = [.. proto.Input.Select(name => scope.Find(name, proto.OpType))];
        var attributes = new Dictionary<string, object>();
        foreach (var attribute in proto.Attribute)
            if (!attributes.TryAdd(attribute.Name,
                op == Op.Scan && attribute.Type == AttributeProto.Types.AttributeType.Graph
                ? Body(attribute, scope, opset, inputs) : Attribute(attribute))) throw Throw.DefinedTwice(attribute.Name);
        if (Forms.TakesAxesAsInput(op, opset) && inputs is [_, var axes])
        {
            if (axes.Constant is not { Type: DType.Int64 } constant) throw Throw.AxesNotConstant(op, proto.Name);
            inputs.RemoveAt(1);
            attributes.TryAdd("axes", constant.ToArray<long>());
        }
        attributes = Forms.Check(op, inputs.Count, attributes);
        if (op == Op.Scan) attributes[Graphs.Node.StateCount] = attributes["num_scan_inputs"] is long scans
            ? proto.Input.Count - scans
            : throw Throw.UnsupportedAttribute("num_scan_inputs", "other than Int");
        var node = Node(op, proto.Name, inputs, attributes);
        if (proto.Output.Count > node.Outputs.Count) throw Throw.TooManyOutputs(op, proto.Name, proto.Output.Count);
        for (var i = 0; i < proto.Output.Count; i++)
            if (proto.Output[i].Length > 0) scope.Define(proto.Output[i], node.Outputs[i]);
    }

    private static Node Node(Op op, string name, IReadOnlyList<Value> inputs, Dictionary<string, object> attributes)
    {
        try
        {
            return new Node(op, inputs, attributes);
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or OverflowException)
        {
            // The inputs do not fit the operator, an attribute has another type, or a size is too large.
            throw Throw.FaultyNode(op, name, e);
        }
    }

    private static Graph Body(AttributeProto attribute, OnnxScope scope, long opset, List<Value> inputs)
    {
        var inner = new OnnxScope(scope);
        var body = Graph(attribute.G ?? throw Throw.NoOutputs(), inner, opset);
        inputs.AddRange(inner.OuterValues);
        return body;
    }

    private static object Attribute(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => attribute.I,
        AttributeProto.Types.AttributeType.Float => attribute.F,
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Ints => attribute.Ints.ToArray(),
        AttributeProto.Types.AttributeType.Floats => attribute.Floats.ToArray(),
        AttributeProto.Types.AttributeType.Strings => attribute.Strings.Select(text => text.ToStringUtf8()).ToArray(),
        AttributeProto.Types.AttributeType.Tensor when attribute.T is not null => TensorProtos.Read(attribute.T),
        _ => throw Throw.UnsupportedAttribute(attribute.Name, attribute.Type.ToString()),
    };
}
