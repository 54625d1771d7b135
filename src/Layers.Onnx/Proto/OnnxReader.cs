using System.Globalization;
using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx;

/// <summary>ONNX files as graphs.</summary>
public static class OnnxReader
{
    private const int OldestOpset = 13;

    /// <summary>The graph of an ONNX file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are not ONNX, or use an operator, a domain or a kind of data that this library does not know; the message names it.</exception>
    public static Graph Read(ReadOnlySpan<byte> bytes)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Throw.NotOnnx(e);
        }
        if (model.Graph is null) throw Throw.NotOnnx(null);

        var opset = Opset(model);
        var values = new Dictionary<string, Value>();
        foreach (var tensor in model.Graph.Initializer) Define(values, tensor.Name, Ops.Constant(TensorProtos.Read(tensor)));
        // Older files list initializers among the inputs too.
        foreach (var input in model.Graph.Input)
            if (!values.TryGetValue(input.Name, out var known) || known.Constant is null)
                Define(values, input.Name, Input(input));
        foreach (var node in model.Graph.Node) Add(node, values, opset);
        if (model.Graph.Output.Count == 0) throw Throw.NoOutputs();
        return Graph.Of(model.Graph.Output.Select(output => KeyValuePair.Create(output.Name, Find(values, output.Name, "the outputs"))));
    }

    // Before 13 operators of the same names mean other things; what comes after the newest we know may.
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
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => dim.DimValue >= 0 ? dim.DimValue : throw Throw.NegativeSize(input, dim.DimValue),
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when dim.DimParam.Length > 0 => dim.DimParam,
        _ => string.Create(CultureInfo.InvariantCulture, $"{input}[{axis}]"),
    };

    private static void Add(NodeProto proto, Dictionary<string, Value> values, long opset)
    {
        if (Op.Find(IsOnnx(proto.Domain) ? "" : proto.Domain, proto.OpType) is not { } op || op == Op.Input || op == Op.StopGradient)
            throw Throw.UnknownOperator(proto.Domain, proto.OpType);
        // ONNX leaves an optional input in the middle empty; every operator of ours has all its inputs up to the last.
        if (proto.Input.Contains("")) throw Throw.MissingInput(proto.OpType, proto.Name);
        List<Value> inputs = [.. proto.Input.Select(name => Find(values, name, proto.OpType))];
        var attributes = new Dictionary<string, object>();
        foreach (var attribute in proto.Attribute)
            if (!attributes.TryAdd(attribute.Name, Attribute(attribute))) throw Throw.DefinedTwice(attribute.Name);
        if (Forms.TakesAxesAsInput(op, opset) && inputs is [_, var axes])
        {
            if (axes.Constant is not { Type: DType.Int64 } constant) throw Throw.AxesNotConstant(op, proto.Name);
            inputs.RemoveAt(1);
            attributes.TryAdd("axes", constant.ToArray<long>());
        }
        var node = Node(op, proto.Name, inputs, Forms.Check(op, inputs.Count, attributes));
        if (proto.Output.Count > node.Outputs.Count) throw Throw.TooManyOutputs(op, proto.Name, proto.Output.Count);
        for (var i = 0; i < proto.Output.Count; i++)
            if (proto.Output[i].Length > 0) Define(values, proto.Output[i], node.Outputs[i]);
    }

    private static Node Node(Op op, string name, IReadOnlyList<Value> inputs, Dictionary<string, object> attributes)
    {
        try
        {
            return new Node(op, inputs, attributes);
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or OverflowException)
        {
            // Inputs that do not fit the operator, an attribute of another kind, sizes beyond any number.
            throw Throw.FaultyNode(op, name, e);
        }
    }

    private static void Define(Dictionary<string, Value> values, string name, Value value)
    {
        if (!values.TryAdd(name, value)) throw Throw.DefinedTwice(name);
    }

    private static Value Find(Dictionary<string, Value> values, string name, string reader) =>
        values.TryGetValue(name, out var value) ? value : throw Throw.UndefinedValue(name, reader);

    private static object Attribute(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => attribute.I,
        AttributeProto.Types.AttributeType.Float => attribute.F,
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Ints => attribute.Ints.ToArray(),
        AttributeProto.Types.AttributeType.Tensor when attribute.T is not null => TensorProtos.Read(attribute.T),
        _ => throw Throw.UnsupportedAttribute(attribute.Name, attribute.Type.ToString()),
    };
}
