using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx;

/// <summary>ONNX files as graphs.</summary>
public static class OnnxReader
{
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

        var values = new Dictionary<string, Value>();
        foreach (var tensor in model.Graph.Initializer) values[tensor.Name] = Ops.Constant(TensorProtos.Read(tensor));
        foreach (var input in model.Graph.Input)
            values.TryAdd(input.Name, Input(input));
        foreach (var node in model.Graph.Node) Add(node, values);
        return Graph.Of(model.Graph.Output.Select(output => KeyValuePair.Create(output.Name, Find(values, output.Name, "the outputs"))));
    }

    private static Value Input(ValueInfoProto input)
    {
        var type = input.Type?.TensorType ?? throw Throw.NotATensor(input.Name);
        if (!Enum.IsDefined((DType)type.ElemType)) throw Throw.UnsupportedElementType(input.Name, type.ElemType);
        var dims = (type.Shape?.Dim ?? []).Select((dim, axis) => dim.ValueCase switch
        {
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => (Dim)dim.DimValue,
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => dim.DimParam,
            _ => $"{input.Name}[{axis}]",
        });
        return Ops.Input(input.Name, [.. dims], (DType)type.ElemType);
    }

    private static void Add(NodeProto proto, Dictionary<string, Value> values)
    {
        if (proto.Domain is not ("" or "ai.onnx") || Op.Find(proto.OpType) is not { } op || op == Op.Input || op == Op.StopGradient)
            throw Throw.UnknownOperator(proto.Domain, proto.OpType);
        // ONNX leaves an optional input in the middle empty; every operator of ours has all its inputs up to the last.
        if (proto.Input.Contains("")) throw Throw.MissingInput(proto.OpType, proto.Name);
        var node = new Node(op, [.. proto.Input.Select(name => Find(values, name, proto.OpType))], proto.Attribute.ToDictionary(a => a.Name, Attribute));
        for (var i = 0; i < proto.Output.Count; i++) values[proto.Output[i]] = node.Outputs[i];
    }

    private static Value Find(Dictionary<string, Value> values, string name, string reader) =>
        values.TryGetValue(name, out var value) ? value : throw Throw.UndefinedValue(name, reader);

    private static object Attribute(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => attribute.I,
        AttributeProto.Types.AttributeType.Float => attribute.F,
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        AttributeProto.Types.AttributeType.Ints => attribute.Ints.ToArray(),
        AttributeProto.Types.AttributeType.Tensor => TensorProtos.Read(attribute.T),
        _ => throw Throw.UnsupportedAttribute(attribute.Name, attribute.Type.ToString()),
    };
}
