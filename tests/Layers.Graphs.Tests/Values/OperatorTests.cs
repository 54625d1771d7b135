using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>Each C# operator becomes the ONNX operator of the same meaning.</summary>
public sealed class OperatorTests
{
    private static readonly Value s_x = Input("x", [2]);
    private static readonly Value s_y = Input("y", [2]);
    private static readonly Value s_b = Input("b", [2], DType.Bool);
    private static readonly Value s_c = Input("c", [2], DType.Bool);

    private static readonly TestCaseData[] s_operators =
    [
        Case(s_x + s_y, "Add(x, y)"), Case(s_x - s_y, "Sub(x, y)"), Case(s_x * s_y, "Mul(x, y)"), Case(s_x / s_y, "Div(x, y)"),
            Case(-s_x, "Neg(x)"),
        Case(s_x < s_y, "Less(x, y)"), Case(s_x > s_y, "Greater(x, y)"), Case(s_x <= s_y, "LessOrEqual(x, y)"),
            Case(s_x >= s_y, "GreaterOrEqual(x, y)"),
        Case(s_b & s_c, "And(b, c)"), Case(s_b | s_c, "Or(b, c)"), Case(!s_b, "Not(b)"),
    ];

    [TestCaseSource(nameof(s_operators))]
    public void Operator_IsTheOpOfItsName(Value value, string expected) => Assert.That(value.Node.ToString(), Is.EqualTo(expected));

    [Test]
    public void CastToTheSameType_IsTheValueItself() => Assert.That(Cast(s_x, DType.Float32), Is.SameAs(s_x));

    [Test]
    public void EmptyAxes_LeaveAValueAsItIs()
    {
        Assert.That(ReduceSum(s_x, []), Is.SameAs(s_x));
        Assert.That(ReduceMax(s_x, []), Is.SameAs(s_x));
        Assert.That(Squeeze(s_x), Is.SameAs(s_x));
        Assert.That(Unsqueeze(s_x), Is.SameAs(s_x));
    }

    [Test]
    public void ShapeOfKnownSizes_IsAConstant() => Assert.That(ShapeOf(Input("m", [2, 3])).ToString(), Is.EqualTo("int64[2](2, 3)"));

    [Test]
    public void IntegersDivideTowardZero() =>
        Assert.That(Run.Of(Constant(new[] { 7L, -7L }) / 2).ToArray<long>(), Is.EqualTo(new[] { 3L, -3L }));

    [Test]
    public void Mod_HasTheSignOfTheDivisor() =>
        Assert.That(Run.Of(Mod(Constant(new[] { 7L, -7L, 7L }), Constant(new[] { 3L, 3L, -3L }))).ToArray<long>(),
        Is.EqualTo(new[] { 1L, 2L, -2L }));

    [Test]
    public void Round_TakesHalvesToTheEvenOne() =>
        Assert.That(Run.Of(Round(Constant(new[] { 0.5f, 1.5f, -2.5f }))).ToArray<float>(), Is.EqualTo(new[] { 0f, 2f, -2f }));

    [Test]
    public void ArgMax_TakesTheFirstOfEquals() =>
        Assert.That(Run.Of(ArgMax(Constant(new[] { 1f, 3f, 3f }))).ToArray<long>(), Is.EqualTo(new[] { 1L }));

    [Test]
    public void TopK_IsDescending()
    {
        var (values, indices) = TopK(Constant(new[] { 3f, 9f, 5f }), 2);
        Assert.That(Run.Of(values).ToArray<float>(), Is.EqualTo(new[] { 9f, 5f }));
        Assert.That(Run.Of(indices).ToArray<long>(), Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void ScatterAdd_AddsWhatIsRepeated() =>
        Assert.That(Run.Of(ScatterAdd(Constant(new[] { 1f, 1f }), Constant(new long[,] { { 0 }, { 1 }, { 0 } }),
            Constant(new[] { 10f, 20f, 30f }))).ToArray<float>(), Is.EqualTo(new[] { 41f, 21f }));

    [Test]
    public void CumSum_GoesEitherWay()
    {
        Assert.That(Run.Of(CumSum(Constant(new[] { 1f, 2f, 3f }))).ToArray<float>(), Is.EqualTo(new[] { 1f, 3f, 6f }));
        Assert.That(Run.Of(CumSum(Constant(new[] { 1f, 2f, 3f }), reverse: true)).ToArray<float>(), Is.EqualTo(new[] { 6f, 5f, 3f }));
    }

    private static TestCaseData Case(Value value, string expected) => new TestCaseData(value, expected).SetArgDisplayNames(expected);
}
