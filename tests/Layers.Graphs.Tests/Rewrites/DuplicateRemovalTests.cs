using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class DuplicateRemovalTests
{
    private readonly Value _x = Input("x", ["batch", 4]);

    [Test]
    public void EqualExpressions_BecomeOne()
    {
        // Two of each: the constant, the multiplication, the exponential.
        var graph = Graph.Of(Exp(_x * 2) + Exp(_x * 2));
        Assert.That(graph.Nodes, Has.Count.EqualTo(8));
        Assert.That(graph.RemoveDuplicates().ToString(), Is.EqualTo("""
            %0 = Mul(x, 2) : float32[batch, 4]
            %1 = Exp(%0) : float32[batch, 4]
            %2 = Add(%1, %1) : float32[batch, 4]
            """));
        Assert.That(graph.RemoveDuplicates().Nodes, Has.Count.EqualTo(5));
    }

    [Test]
    public void AllOutputsOfANode_MoveTogether()
    {
        var (a, b) = (TopK(_x, 2), TopK(_x, 2));
        var graph = Graph.Of(a.Values, b.Values, b.Indices).RemoveDuplicates();
        Assert.That(graph.Outputs[0].Value, Is.SameAs(graph.Outputs[1].Value));
        Assert.That(graph.Outputs[2].Value.Node, Is.SameAs(graph.Outputs[0].Value.Node));
    }

    private static readonly TestCaseData[] s_different =
    [
        Case("operands", x => x - 1, x => 1 - x),
        Case("attributes", x => Softmax(x, 0), x => Softmax(x, 1)),
        Case("lists in attributes", x => ReduceMean(x, [0]), x => ReduceMean(x, [1])),
        Case("constants", x => x + 1, x => x + 1.0000001),
        Case("signs of zero", x => x + Scalar(0, DType.Float32), x => x + Scalar(-0.0, DType.Float32)),
        Case("shapes of constants", x => x + Constant(new float[4]), x => x + Constant(new float[1, 4])),
        Case("types of constants", x => Gather(x, Constant(new[] { 0 })), x => Gather(x, Constant(new[] { 0L }))),
        Case("inputs of one name", x => x, _ => Input("x", ["batch", 4])),
        Case("text", x => Constant(new[] { "a" }), x => Constant(new[] { "b" })),
    ];

    [TestCaseSource(nameof(s_different))]
    public void DifferentNodes_Stay(Func<Value, Value> first, Func<Value, Value> second)
    {
        var graph = Graph.Of(first(_x), second(_x)).RemoveDuplicates();
        Assert.That(graph.Outputs[0].Value, Is.Not.SameAs(graph.Outputs[1].Value));
    }

    [Test]
    public void LargeConstants_AreNotCompared()
    {
        var data = new float[2000];
        var graph = Graph.Of(Constant(data), Constant((float[])data.Clone())).RemoveDuplicates();
        Assert.That(graph.Outputs[0].Value, Is.Not.SameAs(graph.Outputs[1].Value));
    }

    private static TestCaseData Case(string name, Func<Value, Value> first, Func<Value, Value> second) =>
        new TestCaseData(first, second).SetArgDisplayNames(name);
}
