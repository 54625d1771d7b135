using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class SizeFixingTests
{
    private readonly Value _x = Input("x", ["batch", "features"]);

    [Test]
    public void ValuesThatDependOnASizeOnly_AreComputedOnce()
    {
        var graph = Graph.Of(_x * Cast(Squeeze(Slice(ShapeOf(_x), 0, 1, 0), 0), DType.Float32), ShapeOf(_x));
        Assert.That(graph.FixSizes(new Dictionary<string, long> { ["batch"] = 4 }).Outputs[0].Value.Shape.ToString(),
            Is.EqualTo("[4, features]"));
        var known = graph.FixSizes(new Dictionary<string, long> { ["batch"] = 4, ["features"] = 2, ["other"] = 7 }).FoldConstants();
        Assert.That(known.Outputs[1].Value.Constant!.ToArray<long>(), Is.EqualTo(new long[] { 4, 2 }));
        Assert.That(known.Inputs.Single().Shape.ToString(), Is.EqualTo("[4, 2]"));
    }

    [Test]
    public void AGraphWithoutTheName_IsTheSame()
    {
        var graph = Graph.Of(_x + 1);
        Assert.That(graph.FixSizes(new Dictionary<string, long> { ["rows"] = 4 }).Outputs[0].Value, Is.SameAs(graph.Outputs[0].Value));
    }

    [Test]
    public void SizesThatAnOperatorRefuses_AreAnError()
    {
        var graph = Graph.Of(_x + Input("y", ["batch", "features"]), MatMul(_x, Input("w", [3, 1])));
        Assert.That(() => graph.FixSizes(new Dictionary<string, long> { ["features"] = 2 }),
            Throws.ArgumentException.With.Message.Contains("MatMul"));
    }

    [Test]
    public void ANegativeSize_IsAnError() =>
        Assert.That(() => Graph.Of(_x + 1).FixSizes(new Dictionary<string, long> { ["batch"] = -1 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
}
