using Layers.Graphs;
using Layers.Graphs.Tests;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>A graph that is written and read again is the same.</summary>
public sealed class RoundTripTests
{
    // In a file an Identity connects inputs and constants to outputs, and StopGradient is an Identity.
    private static IEnumerable<TestCaseData> Computing =>
        Op.All.Except([Op.Input, Op.Constant, Op.StopGradient]).Where(op => !op.IsHost)
            .Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [TestCaseSource(nameof(Computing))]
    public void EveryOperator_ReadsAsItWasWritten(Op op)
    {
        foreach (var sample in OpSamples.For(op))
        {
            var graph = Graph.Of([.. sample(new Deal(DType.Float32))]);
            var read = OnnxReader.Read(OnnxWriter.Write(graph));
            Assert.That(read.ToString(), Is.EqualTo(graph.ToString()));
            Assert.That(read.Inputs.Select(Described), Is.EqualTo(graph.Inputs.Select(Described)));
            Assert.That(read.Outputs.Select(output => output.Key), Is.EqualTo(graph.Outputs.Select(output => output.Key)));
        }
    }

    [Test]
    public void AFileOfANewerOperatorSet_ReadsAsItWasWritten()
    {
        var x = Input("x", ["batch", 3]);
        var graph = Graph.Of(ReduceMean(x, [1]) + ReduceMax(x, [-1]) * RandomUniform(1, ShapeOf(x)) - ReduceSum(x, [0]) - ReduceMin(x));
        Assert.That(graph.Opset, Is.EqualTo(18));
        Assert.That(OnnxReader.Read(OnnxWriter.Write(graph)).ToString(), Is.EqualTo(graph.ToString()));
    }

    [Test]
    public void OutputsThatAreNotComputed_AreCopied()
    {
        var x = Input("x", ["batch"]);
        KeyValuePair<string, Value>[] outputs = [new("a", x), new("b", Scalar(3, DType.Int32)), new("c", StopGradient(x)),
            new("d", Exp(x))];
        var read = OnnxReader.Read(OnnxWriter.Write(Graph.Of([.. outputs, new("e", outputs[3].Value)])));
        Assert.That(read.ToString(), Is.EqualTo("""
            %0 = Identity(x) : float32[batch]
            %1 = Identity(3) : int32
            %2 = Identity(x) : float32[batch]
            %3 = Exp(x) : float32[batch]
            %4 = Identity(%3) : float32[batch]
            """));
        Assert.That(read.Outputs.Select(output => output.Key), Is.EqualTo(new[] { "a", "b", "c", "d", "e" }));
    }

    [Test]
    public void LargeConstants_KeepEveryElement()
    {
        var numbers = Enumerable.Range(0, 1000).Select(i => MathF.Sin(i)).ToArray();
        var read = OnnxReader.Read(OnnxWriter.Write(Graph.Of(Input("x", [1000]) + Constant(numbers))));
        Assert.That(read.Nodes.Single(node => node.Op == Op.Constant).Constant.ToArray<float>(), Is.EqualTo(numbers));
    }

    [Test]
    public void ACommonSubexpression_StaysOne()
    {
        var shared = Exp(Input("x", [2]));
        var graph = Graph.Of(shared * shared, shared + 1);
        Assert.That(OnnxReader.Read(OnnxWriter.Write(graph)).Nodes, Has.Count.EqualTo(graph.Nodes.Count));
    }

    private static string Described(Value input) => $"{input.Name}: {new TensorType(input.Type, input.Shape)}";
}
