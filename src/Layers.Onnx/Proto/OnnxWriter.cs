using System.Globalization;
using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx;

/// <summary>Writes graphs as ONNX files.</summary>
public static class OnnxWriter
{
    // IR version 8 belongs to operator set 17, and version 9 to operator sets 18 to 20. A runtime that supports the operators supports the
    // IR version.
    private const long IrVersion = 8;
    private const long NewerIrVersion = 9;

    /// <summary>Returns the bytes of an ONNX file, in little-endian order as the format requires.</summary>
    /// <param name="graph">A graph without faults.</param>
    /// <param name="metadata">Names and values to store in the file; <see langword="null"/>, the default, for none.</param>
    /// <exception cref="ArgumentException">The graph has faults; the message lists all of them.</exception>
    /// <exception cref="NotSupportedException">An operator is not an ONNX operator, for example <see cref="Op.FarmHash64"/>; the message
    /// names it.</exception>
    public static byte[] Write(Graph graph, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Verify() is { Count: > 0 } problems) throw Throw.FaultyGraph(problems);
        if (graph.Nodes.FirstOrDefault(node => node.Op.IsHost) is { } host) throw Throw.HostOperator(host);

        var model = new ModelProto
        {
            IrVersion = graph.Opset > Graph.DefaultOpset ? NewerIrVersion : IrVersion,
            ProducerName = "Layers",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version!.ToString(3),
            OpsetImport = { graph.Opsets.Select(opset => new OperatorSetIdProto { Domain = opset.Key, Version = opset.Value }) },
            Graph = new OnnxGraph(graph).Proto,
        };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return model.ToByteArray();
    }

    /// <summary>A graph while it is converted to protobuf, with the name of each value.</summary>
    private sealed class OnnxGraph
    {
        private readonly Dictionary<Value, string> _names = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<string> _taken;
        private readonly int _opset;

        public OnnxGraph(Graph graph)
        {
            _opset = graph.Opset;
            _taken = [.. graph.Inputs.Select(input => input.Name!), .. graph.Outputs.Select(output => output.Key)];
            foreach (var input in graph.Inputs) AddInput(input, input.Name!);
            AddNodes(graph, graph.Outputs);
        }

        // A body can read the values of the graphs around it by name. A value that is the same in every step is read by this name, so that
        // no runtime copies it.
        private OnnxGraph(Graph body, OnnxGraph outer, IReadOnlyList<Value> given, int steps)
        {
            (_opset, _taken) = (outer._opset, outer._taken);
            for (var i = 0; i < given.Count; i++)
                if (i < steps) AddInput(body.Inputs[i], NewName("body"));
                else _names[body.Inputs[i]] = outer._names[given[i]];
            AddNodes(body, [.. body.Outputs.Select(output => KeyValuePair.Create(NewName("body"), output.Value))]);
        }

        public GraphProto Proto { get; } = new() { Name = "layers" };

        private void AddInput(Value input, string name)
        {
            _names[input] = name;
            Proto.Input.Add(Describe(name, input));
        }

        private void AddNodes(Graph graph, IReadOnlyList<KeyValuePair<string, Value>> outputs)
        {
            foreach (var (name, value) in outputs)
            {
                // A computed value has the name of the first output that returns it. Further names of the value, and outputs that return an
                // input or a constant, become Identity nodes below.
                if (value.Node.Op != Op.Input && value.Constant is null) _names.TryAdd(value, name);
                Proto.Output.Add(Describe(name, value));
            }
            foreach (var node in graph.Nodes) Add(node);
            foreach (var (name, value) in outputs)
                if (_names[value] != name)
                    Proto.Node.Add(new NodeProto { OpType = Op.Identity.Name, Name = name, Input = { _names[value] }, Output = { name } });
        }

        private void Add(Node node)
        {
            if (node.Op == Op.Input) return;
            if (node.Op == Op.Constant)
            {
                var name = NameOf(node.Outputs[0], "constant");
                Proto.Initializer.Add(TensorProtos.Of(name, node.Constant));
                return;
            }
            var op = node.Op == Op.StopGradient ? Op.Identity : node.Op;
            var proto = new NodeProto { OpType = op.Name, Domain = op.Domain };
            var steps = node.Body is null ? node.Inputs.Count : node.States + node.Scans;
            proto.Input.AddRange(node.Inputs.Take(steps).Select(input => _names[input]));
            proto.Output.AddRange(node.Outputs.Select(output => NameOf(output, op.Name)));
            proto.Name = proto.Output[0];
            var attributes = node.Attributes.Where(a => a.Key != Graphs.Node.StateCount).OrderBy(a => a.Key, StringComparer.Ordinal);
            foreach (var (key, value) in attributes)
                if (key == "axes" && Forms.TakesAxesAsInput(node.Op, _opset)) proto.Input.Add(Initializer((long[])value));
                else if (value is Graph body)
                    proto.Attribute.Add(new AttributeProto
                    {
                        Name = key,
                        Type = AttributeProto.Types.AttributeType.Graph,
                        G = new OnnxGraph(body, this, node.Inputs, steps).Proto
                    });
                else proto.Attribute.Add(Attribute(key, value));
            Proto.Node.Add(proto);
        }

        private string NameOf(Value value, string stem) => _names.TryGetValue(value, out var name) ? name : _names[value] = NewName(stem);

        private string NewName(string stem)
        {
            for (var i = _names.Count; ; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{i}");
                if (_taken.Add(name)) return name;
            }
        }

        private string Initializer(long[] numbers)
        {
            var name = NewName("constant");
            Proto.Initializer.Add(TensorProtos.Of(name, TensorData.Of(numbers, [numbers.Length])));
            return name;
        }

        private static ValueInfoProto Describe(string name, Value value)
        {
            var shape = new TensorShapeProto();
            foreach (var dim in value.Shape)
                shape.Dim.Add(dim.IsKnown ? new TensorShapeProto.Types.Dimension { DimValue = dim.Size }
                    : new TensorShapeProto.Types.Dimension { DimParam = dim.Name });
            return new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)value.Type, Shape = shape } }
            };
        }

        private static AttributeProto Attribute(string name, object value) => value switch
        {
            long number => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = number },
            float number => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = number },
            string text =>
                new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(text) },
            long[] numbers => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { numbers } },
            float[] numbers => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats, Floats = { numbers } },
            string[] texts =>
                new AttributeProto
                {
                    Name = name,
                    Type = AttributeProto.Types.AttributeType.Strings,
                    Strings = { texts.Select(ByteString.CopyFromUtf8) }
                },
            TensorData data =>
                new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Tensor, T = TensorProtos.Of("", data) },
            _ => throw new InvalidOperationException($"Bug in Layers: attribute '{name}' is a {value.GetType()}."),
        };
    }
}
