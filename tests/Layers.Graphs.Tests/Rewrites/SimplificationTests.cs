using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class SimplificationTests
{
    private static readonly Value s_x = Input("x", [2, 3]);

    private static readonly TestCaseData[] s_unchanged =
    [
        Case("times one", x => x * 1),
        Case("one times", x => 1 * x),
        Case("by one", x => x / 1),
        Case("times ones that broadcast no further", x => x * Constant(new float[,] { { 1 } })),
        Case("identity", Identity),
        Case("signs", x => -(-x)),
        Case("shape", x => Reshape(x, 2, 3)),
        Case("shape there and back", x => Reshape(Reshape(x, -1), 2, 3)),
        Case("axis there and back", x => Squeeze(Unsqueeze(x, 1), 1)),
        Case("repeated once", x => Expand(x, Constant(new long[] { 2, 3 }))),
        Case("type", x => Cast(x, DType.Float32)),
        Case("axes in order", x => Transpose(x, [0, 1])),
        Case("axes there and back", x => Transpose(Transpose(x, [1, 0]), [1, 0])),
        Case("turned round twice", x => Slice(Slice(x, -1, long.MaxValue, 1, -1), -1, long.MaxValue, 1, -1)),
        Case("several at a time", x => Reshape(-(-(x * 1)), 2, 3)),
    ];

    [TestCaseSource(nameof(s_unchanged))]
    public void AnOperationWithoutEffect_IsRemoved(Func<Value, Value> formula) =>
        Assert.That(Graph.Of(formula(s_x)).Simplify().Outputs[0].Value, Is.SameAs(s_x));

    private static readonly TestCaseData[] s_changed =
    [
        Case("times two", x => x * 2),
        Case("plus zero makes 0 of −0", x => x + 0),
        Case("one by", x => 1 / x),
        Case("ones that make it larger", x => x * Constant(new float[2, 1, 1] { { { 1 } }, { { 1 } } })),
        Case("one with an axis more", x => x * Constant(new float[1, 1, 1] { { { 1 } } })),
        Case("shape", x => Reshape(x, 3, 2)),
        Case("type", x => Cast(x, DType.Float64)),
        Case("axes", x => Transpose(x, [1, 0])),
        Case("turned round", x => Slice(x, -1, long.MaxValue, 1, -1)),
        Case("turned round along two axes", x => Slice(Slice(x, -1, long.MaxValue, 1, -1), -1, long.MaxValue, 0, -1)),
        Case("cut twice", x => Slice(Slice(x, -1, 0, 1, -1), -1, long.MaxValue, 1, -1)),
    ];

    [TestCaseSource(nameof(s_changed))]
    public void AnOperationWithAnEffect_Stays(Func<Value, Value> formula)
    {
        var graph = Graph.Of(formula(s_x));
        Assert.That(graph.Simplify().ToString(), Is.EqualTo(graph.ToString()));
    }

    [Test]
    public void SeveralShapes_BecomeTheLast() =>
        Assert.That(Graph.Of(Reshape(Unsqueeze(Reshape(s_x, 3, 2), 0), 6)).Simplify().ToString(),
            Is.EqualTo("%0 = Reshape(x, {6}) : float32[6]"));

    [Test]
    public void ACast_GoesBeforeATranspose() =>
        Assert.That(Graph.Of(Cast(Transpose(Input("x", [2, 3], DType.Int64), [1, 0]), DType.Float32)).Simplify().ToString(),
            Is.EqualTo(Graph.Of(Transpose(Cast(Input("x", [2, 3], DType.Int64), DType.Float32), [1, 0])).ToString()));

    [Test]
    public void OpenSizes_ProveNothing()
    {
        var x = Input("x", ["batch", 3]);
        var graph = Graph.Of(Reshape(x, -1, 3));
        Assert.That(graph.Simplify().ToString(), Is.EqualTo(graph.ToString()));
    }

    private static TestCaseData Case(string name, Func<Value, Value> formula) => new TestCaseData(formula).SetArgDisplayNames(name);
}
