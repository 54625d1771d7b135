using Layers.Graphs;
using Layers.Onnx.Proto;
using Microsoft.ML.OnnxRuntime;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>A written file as other readers see it: the fields of the format, and ONNX Runtime without Layers.</summary>
public sealed class OnnxWriterTests
{
    private readonly Value _x = Input("x", ["batch", 3]);

    [Test]
    public void APlainInferenceSession_RunsTheFile()
    {
        using var session = new InferenceSession(OnnxWriter.Write(Graph.Of([KeyValuePair.Create("y", (_x - 1) / 2)])));
        using var x = OrtValue.CreateTensorValueFromMemory(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, [2, 3]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["x"], [x], ["y"]);
        Assert.That(results[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(new[] { 0, 0.5f, 1, 1.5f, 2, 2.5f }));
        Assert.That(session.InputMetadata["x"].SymbolicDimensions[0], Is.EqualTo("batch"));
    }

    [Test]
    public void AFile_AsksForNoMoreThanItsOperatorsNeed()
    {
        Assert.That(Versions(Exp(_x)), Is.EqualTo((8, 17)));
        Assert.That(Versions(RandomUniform(1, ShapeOf(_x))), Is.EqualTo((9, 18)));
    }

    [Test]
    public void Reductions_RunInEitherOperatorSet()
    {
        var means = ReduceMean(_x, [1], keepDims: false);
        var noise = RandomUniform(1, ShapeOf(_x)) * 0;
        foreach (var value in new[] { means, means + ReduceMax(noise, [1], keepDims: false) })
        {
            using var session = new OnnxSession(Graph.Of(value));
            Assert.That(session.Run(new float[,] { { 1, 2, 6 }, { 4, 5, 0 } })[0].ToArray<float>(), Is.EqualTo(new[] { 3f, 3f }));
        }
    }

    [Test]
    public void Metadata_TravelsInTheFile()
    {
        using var session = new InferenceSession(OnnxWriter.Write(Graph.Of(Exp(_x)),
            new Dictionary<string, string> { ["author"] = "Łukasz", ["empty"] = "" }));
        Assert.That(session.ModelMetadata.CustomMetadataMap,
            Is.EquivalentTo(new Dictionary<string, string> { ["author"] = "Łukasz", ["empty"] = "" }));
        Assert.That(session.ModelMetadata.ProducerName, Is.EqualTo("Layers"));
    }

    [Test]
    public void TheSameGraph_GivesTheSameBytes()
    {
        byte[] Write() => OnnxWriter.Write(Graph.Of(Softmax(MatMul(_x, Constant(new float[3, 2]))), ReduceMean(_x, [0])));
        var first = Write();
        Assert.That(Write(), Is.EqualTo(first));
    }

    [Test]
    public void NamesThatAreTaken_AreNotGivenAgain()
    {
        var (a, b) = (Input("Add_2", [2]), Input("constant_3", [2]));
        var graph = Graph.Of([KeyValuePair.Create("constant_4", a + b + 1 + 2 + 3), KeyValuePair.Create("Add_5", Exp(a + b))]);
        using var session = new OnnxSession(graph);
        Assert.That(session.Run(new[] { 1f, 2f }, new[] { 10f, 20f })[0].ToArray<float>(), Is.EqualTo(new[] { 17f, 28f }));
        var names = Parse(OnnxWriter.Write(graph)).Graph.Node.SelectMany(node => node.Output).ToArray();
        Assert.That(names, Is.Unique);
    }

    [Test]
    public void EveryNode_HasANameOfItsOwn() =>
        Assert.That(Parse(OnnxWriter.Write(Graph.Of(Exp(_x) + Exp(_x), Log(_x)))).Graph.Node.Select(node => node.Name),
            Is.Unique.And.None.Empty);

    [Test]
    public void AFaultyGraph_IsNotWritten_AndEveryFaultIsNamed()
    {
        var graph = Graph.Of([KeyValuePair.Create("x", Exp(_x)), KeyValuePair.Create("x", _x + Input("y", ["rows", 3]))]);
        Assert.That(() => OnnxWriter.Write(graph), Throws.ArgumentException.With.Message.EqualTo(
            "The graph has 3 faults: Several outputs are named 'x'; every output needs a unique name. " +
            "'x' is the name of an input and of an output; one of them needs another name. " +
            "Add(x, y): sizes with different names are combined ([batch, 3] and [rows, 3]); only sizes with the same name are known to " +
            "be equal."));
    }

    private static (long Ir, long Opset) Versions(Value value)
    {
        var model = Parse(OnnxWriter.Write(Graph.Of(value)));
        return (model.IrVersion, model.OpsetImport.Single().Version);
    }

    private static ModelProto Parse(byte[] bytes) => ModelProto.Parser.ParseFrom(bytes);
}
