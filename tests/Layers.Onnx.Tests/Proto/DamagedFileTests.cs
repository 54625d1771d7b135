using Google.Protobuf;
using Layers.Graphs;
using Layers.Graphs.Tests;
using Layers.Onnx.Proto;
using static Layers.Graphs.Ops;
using Dimension = Layers.Onnx.Proto.TensorShapeProto.Types.Dimension;
using Kind = Layers.Onnx.Proto.AttributeProto.Types.AttributeType;

namespace Layers.Onnx.Tests;

/// <summary>A file that is damaged, or uses a feature that Layers does not have, is refused with the reason; it is never read as another
/// graph.</summary>
internal sealed class DamagedFileTests
{
    private static readonly TestCaseData[] s_faults =
    [
        Fault(m => m.Graph = null, "This is not an ONNX file"),
        Fault(m => m.OpsetImport.Clear(), "The file has no version of ONNX's operator set; supported are 13 to 23."),
        Fault(m => m.OpsetImport[0].Version = 12, "The file needs ONNX operator set 12; supported are 13 to 23."),
        Fault(m => m.OpsetImport[0].Version = 99, "The file needs ONNX operator set 99; supported are 13 to 23."),
        Fault(m => m.OpsetImport[0].Domain = "com.example", "The file has no version of ONNX's operator set"),
        Fault(m => m.Graph.Output.Clear(), "The graph has no outputs, so it computes nothing."),
        Fault(m => m.Graph.Output[0].Name = "z", "'z' is read by an output, but no node before it computes 'z'."),
        Fault(m => m.Graph.Input[0].Type = null, "The input 'x' is not a tensor; sequences, maps and sparse tensors are not supported."),
        Fault(m => m.Graph.Input[0].Type.TensorType.Shape = null, "The input 'x' has no shape, so its number of axes is not known."),
        Fault(m => m.Graph.Input[0].Type.TensorType.ElemType = 14, "'x' has elements of ONNX type 14, which is not supported."),
        Fault(m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = -3, "'x' has an axis of size -3."),
        Fault(m => m.Graph.Input[0].Name = "", "An input has no name."),
        Fault(m => m.Graph.Input.Add(m.Graph.Input[0].Clone()), "'x' is defined twice. The file is damaged."),
        Fault(m => m.Graph.Initializer.Add(m.Graph.Initializer[0].Clone()), "'constant_"),
        Fault(m => m.Graph.Initializer[0].RawData = ByteString.Empty, "The tensor 'constant_"),
        Fault(m => m.Graph.Node[0].OpType = "Gemm", "The operator 'Gemm' is not supported. Supported are Input, Constant,"),
        Fault(m => m.Graph.Node[0].Domain = "com.microsoft", "The operator 'com.microsoft.Add' is not supported."),
        Fault(m => m.Graph.Node[0].OpType = "Input", "The operator 'Input' is not supported."),
        Fault(m => m.Graph.Node[0].OpType = "StopGradient", "The operator 'StopGradient' is not supported."),
        Fault(m => m.Graph.Node[0].Input[1] = "nothing", "'nothing' is read by Add, but no node before it computes 'nothing'."),
        Fault(m => m.Graph.Node[0].Input[1] = "", "Add 'Add_3' omits an optional input, which is not supported."),
        Fault(m => m.Graph.Node[0].Input.RemoveAt(1), "Add has 1 input; the supported form of it has 2."),
        Fault(m => m.Graph.Node[0].Input.Add("x"), "Add has 3 inputs; the supported form of it has 2."),
        Fault(m => m.Graph.Node[0].Output.Add("second"), "Add 'Add_3' has 2 outputs, more than it computes."),
        Fault(m => m.Graph.Node[1].Output[0] = "x", "'x' is defined twice. The file is damaged."),
        Fault(m => (m.Graph.Node[0], m.Graph.Node[1]) = (m.Graph.Node[1], m.Graph.Node[0]),
            "'Add_3' is read by ReduceMean, but no node before it computes 'Add_3'."),
        Fault(m => m.Graph.Node[0].OpType = "MatMul", "The node 'Add_3' (MatMul) cannot be read: MatMul: float32[batch, 3] and float32 " +
            "cannot be multiplied"),
        Fault(m => m.Graph.Node[0].Attribute.Add(Int("axis", 1)), "Add with the attribute 'axis' is not supported."),
        Fault(m => m.Graph.Node[1].Attribute.Add(Int("keepdims", 1)), "'keepdims' is defined twice"),
        Fault(m => m.Graph.Node[1].Attribute.Add(Int("noop_with_empty_axes", 1)),
            "ReduceMean is supported only if the attribute 'noop_with_empty_axes' is 0."),
        Fault(m => m.Graph.Node[1].Attribute[0].Ints[0] = 4294967296, "The node 'output_0' (ReduceMean) cannot be read: ReduceMean: axis " +
            "4294967296 is outside [-2, 2)"),
        Fault(m => m.Graph.Node[1].Attribute[1] = new AttributeProto { Name = "keepdims", Type = Kind.Float, F = 1 },
            "The node 'output_0' (ReduceMean) cannot be read:"),
        Fault(m => m.Graph.Node[1].Attribute[1].Type = Kind.Graph, "The attribute 'keepdims' is of kind Graph, which is not supported."),
        Fault(m => m.Graph.Node[1].Attribute[1].Type = Kind.Undefined, "The attribute 'keepdims' is of kind Undefined, which is not " +
            "supported."),
        Fault(m => m.Graph.Node[1].Attribute[1].Type = Kind.Tensor, "The attribute 'keepdims' is of kind Tensor, which is not supported."),
        Fault(m => Become(m, "Transpose"), "Transpose without the attribute 'perm' is not supported."),
        Fault(m => Become(m, "Cast", Int("to", 99)),
            "The node 'output_0' (Cast) cannot be read: Cast: 99 is not the number of an element " +
            "type."),
        Fault(m => Become(m, "ScatterND"), "ScatterND has 1 input; the supported form of it has 3."),
        Fault(m => Become(m, "Constant"), "Constant has 1 input"),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void Damage_IsNamed(Action<ModelProto> damage, string message)
    {
        var model = Whole();
        damage(model);
        Assert.That(() => OnnxReader.Read(model.ToByteArray()), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
    }

    // Neither the gradients nor the row engine support an exclusive CumSum.
    [TestCase(0, true)]
    [TestCase(1, false)]
    public void RunningSums_AreReadWhereTheyAreNotExclusive(long exclusive, bool isRead)
    {
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(Graph.Of(CumSum(Input("x", ["batch", 3]), reverse: true))));
        model.Graph.Node[0].Attribute.Add(Int("exclusive", exclusive));
        Assert.That(() => OnnxReader.Read(model.ToByteArray()).ToString(),
            isRead ? Does.Contain("CumSum(x, 1, reverse=1)")
                : Throws.InstanceOf<InvalidDataException>().With.Message.Contains("CumSum is supported only if the attribute 'exclusive' " +
                "is 0."));
    }

    [Test]
    public void BytesOfSomethingElse_AreRefused()
    {
        Assert.That(() => OnnxReader.Read([]),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("This is not an ONNX file"));
        Assert.That(() => OnnxReader.Read("PK\u0003\u0004 a zip"u8),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("This is not an ONNX file"));
    }

    [Test]
    public void AFileThatEndsEarly_IsRefusedOrSaysLess()
    {
        var bytes = Whole().ToByteArray();
        for (var length = 0; length < bytes.Length; length++) Read(bytes.AsSpan(0, length));
    }

    private static IEnumerable<TestCaseData> EveryOp =>
        Op.All.Where(op => !op.IsHost).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [TestCaseSource(nameof(EveryOp))]
    public void AnyChangedByte_IsRefusedOrReadAsWhatItSays(Op op)
    {
        var random = new Random(5);
        foreach (var sample in OpSamples.For(op))
        {
            var bytes = OnnxWriter.Write(Graph.Of([.. sample(new Deal(DType.Float32))]));
            for (var i = 0; i < 30; i++)
            {
                var copy = (byte[])bytes.Clone();
                for (var changes = random.Next(1, 4); changes > 0; changes--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
                Read(copy);
            }
        }
    }

    [Test]
    public void ASizeWithoutAName_GetsTheNameOfItsPlace()
    {
        var model = Whole();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new Dimension();
        Assert.That(OnnxReader.Read(model.ToByteArray()).Inputs[0].Shape.ToString(), Is.EqualTo("[x[0], 3]"));
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new Dimension { DimParam = "" };
        Assert.That(OnnxReader.Read(model.ToByteArray()).Inputs[0].Shape.ToString(), Is.EqualTo("[x[0], 3]"));
    }

    [Test]
    public void SettingsOfOlderFiles_AreRead()
    {
        var model = Whole();
        model.OpsetImport[0].Domain = "ai.onnx";
        model.Graph.Input.Add(new ValueInfoProto { Name = model.Graph.Initializer[0].Name, Type = model.Graph.Input[0].Type.Clone() });
        model.Graph.Node[1].Attribute.Add(Int("noop_with_empty_axes", 0));
        Assert.That(OnnxReader.Read(model.ToByteArray()).ToString(), Is.EqualTo(s_whole));
    }

    private const string s_whole = """
        %0 = Add(x, 1) : float32[batch, 3]
        %1 = ReduceMean(%0, axes=[1], keepdims=1) : float32[batch, 1]
        """;

    private static ModelProto Whole()
    {
        var graph = Graph.Of(ReduceMean(Input("x", ["batch", 3]) + 1, [1]));
        Assert.That(graph.ToString(), Is.EqualTo(s_whole));
        return ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph));
    }

    // Any bytes are either read or refused with this exception.
    private static void Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            OnnxReader.Read(bytes);
        }
        catch (InvalidDataException)
        {
        }
    }

    private static void Become(ModelProto model, string op, params AttributeProto[] attributes)
    {
        model.Graph.Node[1].OpType = op;
        model.Graph.Node[1].Attribute.Clear();
        model.Graph.Node[1].Attribute.AddRange(attributes);
    }

    private static AttributeProto Int(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    private static TestCaseData Fault(Action<ModelProto> damage, string message) =>
        new TestCaseData(damage, message).SetArgDisplayNames(message);
}
