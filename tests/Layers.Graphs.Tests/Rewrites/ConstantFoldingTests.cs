using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class ConstantFoldingTests
{
    [Test]
    public void FrozenWeights_FoldToWhatTheFormulaNeeds()
    {
        var (x, mean, variance) = (Input("x", ["batch", 2]), Input("mean", [2]), Input("variance", [2]));
        var graph = Graph.Of((x - mean) / Max(Sqrt(variance), 1e-7));

        var folded = graph.Freeze(new Dictionary<Value, TensorData> { [mean] = new[] { 1f, 2f }, [variance] = new[] { 4f, 0f } })
            .FoldConstants();

        // Max of 0 and 1e-7 is not a tie between zeros, so it is folded too.
        Assert.That(folded.ToString(), Is.EqualTo("""
            %0 = Sub(x, {1, 2}) : float32[batch, 2]
            %1 = Div(%0, {2, 1E-07}) : float32[batch, 2]
            """));
    }

    [Test]
    public void SizesThatBecameKnown_Fold()
    {
        var x = Input("x", ["batch", 2]);
        var graph = Graph.Of(Reshape(Input("y", [6]), ShapeOf(x) + 0)).Freeze(new Dictionary<Value, TensorData> { [x] = new float[3, 2] });

        Assert.That(graph.FoldConstants().ToString(), Is.EqualTo("%0 = Reshape(y, {3, 2}) : float32[3, 2]"));
    }

    private static readonly TestCaseData[] s_folding =
    [
        Case("Broadcasting", Constant(new float[,] { { 1 }, { 2 } }) + Constant(new[] { 10f, 20f }), "float32[2, 2](11, 21, 12, 22)"),
        Case("Float64", Sqrt(Constant(new[] { 4.0, 9.0 })) * 2, "float64[2](4, 6)"),
        Case("Integers", Constant(new[] { 7L, -3L }) - Constant(new[] { 2L, 5L }), "int64[2](5, -8)"),
        Case("Int32", Max(Constant(new[] { 7, -3 }), 0), "int32[2](7, 0)"),
        Case("Concat", Concat([Constant(new[] { 1L }), Constant(new[] { 2L, 3L })], 0), "int64[3](1, 2, 3)"),
        Case("Concat of rows", Concat([Constant(new float[,] { { 1, 2 }, { 3, 4 } }), Constant(new float[,] { { 5 }, { 6 } })], 1),
            "float32[2, 3](1, 2, 5, 3, 4, 6)"),
        Case("Slice of columns", Slice(Constant(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }), 1, 3, 1), "float64[2, 2](2, 3, 5, 6)"),
        Case("Slice from the end", Slice(Constant(new[] { 1L, 2, 3, 4 }), -1, long.MinValue + 1, 0, -2), "int64[2](4, 2)"),
        Case("Slice of nothing", Slice(Constant(new float[2, 3]), 2, 2, 1), "float32[2, 0]()"),
        Case("Casts", Cast(Cast(Scalar(0.1, DType.Float64), DType.Float32), DType.Float64), "float64(0.10000000149011612)"),
        Case("Shapes", Squeeze(Unsqueeze(Reshape(Constant(new[] { 1f, 2f }), 1, 2), 2), 0), "float32[2, 1](1, 2)"),
        Case("Text", Reshape(Constant(new[] { "a", "b" }), 2, 1), "string[2, 1](\"a\", \"b\")"),
        Case("Nothing", Constant(new float[0, 2]) + 1, "float32[0, 2]()"),
        Case("Sign of zero", -Constant(new[] { 0f }), "float32[1](-0)"),
    ];

    [TestCaseSource(nameof(s_folding))]
    public void Constants_BecomeOne(Value value, string expected) =>
        Assert.That(Graph.Of(value).FoldConstants().Outputs.Single().Value.ToString(), Is.EqualTo(expected));

    private static readonly TestCaseData[] s_staying =
    [
        Case("Logarithms and their like differ between machines", Exp(Constant(new[] { 1f })), ""),
        Case("Which of two zeros is larger is open", Max(Constant(new[] { 0f }), Constant(new[] { -0f })), ""),
        Case("What depends on an input", Input("x", [2]) + 1, ""),
    ];

    [TestCaseSource(nameof(s_staying))]
    public void EverythingElse_Stays(Value value, string _) =>
        Assert.That(Graph.Of(value).FoldConstants().Outputs.Single().Value, Is.SameAs(value));

    private static TestCaseData Case(string name, Value value, string expected) =>
        new TestCaseData(value, expected).SetArgDisplayNames(name);
}
