using Layers.Onnx;
using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>A training graph is deeper than the call stack, so nothing traverses it by recursion.</summary>
public sealed class DeepGraphTests
{
    private const int Depth = 10_000;

    private readonly Value _x = Input("x", []);

    [Test]
    public void EveryWalk_GetsToTheEnd()
    {
        var y = _x;
        for (var i = 0; i < Depth; i++) y = Sin(y);
        var graph = Graph.Of(y, Gradient.Of(y, [_x])[0]!);

        Assert.That(graph.Nodes, Has.Count.GreaterThan(2 * Depth));
        Assert.That(graph.Verify(), Is.Empty);
        Assert.That(graph.ToString(), Does.StartWith("%0 = Sin(x) : float32\n%1 = Sin(%0)"));
        Assert.That(graph.FoldConstants().RemoveDuplicates().Nodes, Has.Count.LessThanOrEqualTo(graph.Nodes.Count));
        Assert.That(OnnxReader.Read(OnnxWriter.Write(graph)).Nodes, Has.Count.EqualTo(graph.Nodes.Count));
        Assert.That(y.ToString(), Is.EqualTo("Sin(Sin) : float32"));
    }

    [Test]
    public void SizesThatDependOnADeepGraph_HaveAName()
    {
        var count = Input("n", [], DType.Int64);
        var n = count;
        for (var i = 0; i < Depth; i++) n += 1;
        Assert.That(Range(0, n, 1).Shape[0].Name, Does.StartWith("Range(0, #"));
        Assert.That(Range(0, n, 1).Shape, Is.EqualTo((object)Range(0, n, 1).Shape));
        Assert.That(Range(0, n, 1).Shape, Is.Not.EqualTo((object)Range(0, n - 1, 1).Shape));
    }

    [Test]
    public void SizesOfSizes_DoNotFillTheStack()
    {
        var sizes = Input("n", [1], DType.Int64);
        for (var i = 0; i < Depth; i++) sizes = Identity(sizes);
        Assert.That(Expand(1, sizes).Shape.Rank, Is.EqualTo(1));
    }

    [Test]
    public void ANamedSizeThatIsDoubledAgainAndAgain_KeepsAShortName()
    {
        var x = Input("rows", ["batch"]);
        for (var i = 0; i < 60; i++) x = Concat([x, x], 0);
        Assert.That(x.Shape[0].Name, Has.Length.LessThan(150));
    }
}
