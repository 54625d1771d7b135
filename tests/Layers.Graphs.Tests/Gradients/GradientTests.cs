using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The gradient driver: accumulation, types and errors, apart from the rules.</summary>
public sealed class GradientTests
{
    private static readonly Value s_x = Input("x", [], DType.Float64);
    private static readonly Value s_y = Input("y", [], DType.Float64);

    [Test]
    public void AValueThatIsUsedTwice_GetsBothGradients()
    {
        var shared = Exp(s_x);
        Assert.That(At(Of(shared * shared + shared, s_x), 0.5), Is.EqualTo(2 * Math.Exp(1) + Math.Exp(0.5)).Within(1e-12));
    }

    [Test]
    public void AValueThatIsBothOperands_GetsBothGradients() => Assert.That(At(Of(s_x * s_x, s_x), 3), Is.EqualTo(6));

    [Test]
    public void AValueBetween_HasAGradientToo()
    {
        var middle = Sin(s_x);
        var gradients = Gradient.Of(middle * middle, [middle, s_x]);
        Assert.That(At(gradients[0]!, 0.3), Is.EqualTo(2 * Math.Sin(0.3)).Within(1e-12));
        Assert.That(At(gradients[1]!, 0.3), Is.EqualTo(Math.Sin(0.6)).Within(1e-12));
    }

    [Test]
    public void OneOutputOfMany_HasAGradient()
    {
        var x = Input("x", [4], DType.Float64);
        var pieces = Split(x, [1, 3]);
        var gradients = Gradient.Of(ReduceSum(pieces[1] * 2, keepDims: false), [pieces[1], pieces[0], x]);
        Assert.That(gradients[0]!.Shape.ToString(), Is.EqualTo("[3]"));
        Assert.That(gradients[1], Is.Null);
        Assert.That(Run.Of(gradients[2]!).ToArray<double>(), Is.EqualTo(new[] { 0.0, 2, 2, 2 }));
    }

    [Test]
    public void TheGradientOfAValueByItself_IsOne() => Assert.That(Run.Of(Of(s_x, s_x)).AsSpan<double>()[0], Is.EqualTo(1));

    [Test]
    public void TheGradientOfAGradient_IsTheSecondDerivative()
    {
        var first = Of(Exp(s_x * s_x) / (1 + s_x), s_x);
        var second = Of(first, s_x);
        var expected = (At(first, 0.7 + 1e-6) - At(first, 0.7 - 1e-6)) / 2e-6;
        Assert.That(At(second, 0.7), Is.EqualTo(expected).Within(1e-7));
    }

    [Test]
    public void MixedSecondDerivatives_DoNotDependOnTheOrder()
    {
        var z = Tanh(s_x * s_y) * s_x;
        var (xy, yx) = (Of(Of(z, s_x), s_y), Of(Of(z, s_y), s_x));
        KeyValuePair<Value, TensorData>[] feeds = [new(s_x, TensorData.Scalar(0.4)), new(s_y, TensorData.Scalar(-1.3))];
        var results = Run.Of(Graph.Of(xy, yx), feeds);
        Assert.That(results[0].AsSpan<double>()[0], Is.EqualTo(results[1].AsSpan<double>()[0]).Within(1e-12));
    }

    private static readonly TestCaseData[] s_independent =
    [
        Case("not there", Exp(s_y)),
        Case("StopGradient", Exp(StopGradient(s_x)) * s_y),
        Case("a comparison", Cast(s_x > 0, DType.Float64) * s_y),
        Case("an integer", Cast(Cast(s_x, DType.Int64) * 2, DType.Float64)),
        Case("steps", Floor(s_x) + Round(s_x) + Sign(s_x) + Ceil(s_x)),
        Case("sizes", Cast(ReduceProd(ShapeOf(Input("rows", ["batch"])), keepDims: false), DType.Float64)),
    ];

    [TestCaseSource(nameof(s_independent))]
    public void WithoutAPath_TheGradientIsNull(Value y) => Assert.That(Gradient.Of(y, [s_x]), Is.EqualTo(new Value?[] { null }));

    [Test]
    public void StopGradient_StopsOnlyItsOwnPath() => Assert.That(At(Of(StopGradient(s_x) * s_x, s_x), 3), Is.EqualTo(3));

    [Test]
    public void OnlyTheAskedFor_IsComputed()
    {
        var w = Input("w", [3, 2]);
        var loss = ReduceSum(MatMul(Input("x", ["batch", 3]), w), keepDims: false);
        Assert.That(Graph.Of(Of(loss, w)).ToString(), Is.EqualTo("""
            %0 = Transpose(x, perm=[1, 0]) : float32[3, batch]
            %1 = Unsqueeze(1, {0, 1}) : float32[1, 1]
            %2 = MatMul(x, w) : float32[batch, 2]
            %3 = Shape(%2) : int64[2]
            %4 = Expand(%1, %3) : float32[batch, 2]
            %5 = MatMul(%0, %4) : float32[3, 2]
            """));
    }

    [Test]
    public void NegativeIndices_AreScatteredFromTheFront()
    {
        var x = Input("x", [4]);
        Assert.That(Graph.Of(Of(ReduceSum(Gather(x, Input("at", [2], DType.Int64)), keepDims: false), x)).ToString(), Does.Contain("""
            %2 = Less(at, 0) : bool[2]
            %3 = Gather({4}, 0, axis=0) : int64
            %4 = Add(at, %3) : int64[2]
            %5 = Where(%2, %4, at) : int64[2]
            """));
    }

    [Test]
    public void Ties_GoWholeToTheFirst_AndAreSharedInReductions()
    {
        Assert.That(At(Of(Max(s_x, 2), s_x), 2), Is.EqualTo(1));
        Assert.That(At(Of(Max(2, s_x), s_x), 2), Is.EqualTo(0));
        Assert.That(At(Of(Min(s_x, 2), s_x), 2), Is.EqualTo(1));
        Assert.That(At(Of(Relu(s_x), s_x), 0), Is.EqualTo(0));
        Assert.That(At(Of(Clip(s_x, 0, 1), s_x), 1), Is.EqualTo(1));
        var v = Input("v", [3], DType.Float64);
        Assert.That(Run.Of(Of(ReduceMax(v, keepDims: false), v), new[] { 1.0, 1.0, 0.0 }).ToArray<double>(),
            Is.EqualTo(new[] { 0.5, 0.5, 0 }));
    }

    [Test]
    public void ZeroToAPower_HasNoSlopeInThePower() => Assert.That(At(Of(Pow(0, s_x), s_x), 2), Is.EqualTo(0));

    private static readonly TestCaseData[] s_notALoss =
    [
        new TestCaseData(Input("v", [3]), "A gradient needs a floating-point scalar, such as a loss, not float32[3]. Reduce it first.")
            .SetArgDisplayNames("axes"),
        new TestCaseData(Input("n", [], DType.Int64), "A gradient needs a floating-point scalar, such as a loss, not int64. Reduce it " +
            "first.").SetArgDisplayNames("integer"),
    ];

    [TestCaseSource(nameof(s_notALoss))]
    public void AGradientOfSomethingElse_IsRefused(Value y, string message) =>
        Assert.That(() => Gradient.Of(y, [y]), Throws.ArgumentException.With.Message.EqualTo(message));

    [Test]
    public void ScatteringIntoSeveralAxes_HasNoRule()
    {
        var updates = Input("u", [1]);
        var y = ScatterAdd(Input("x", [2, 2]), Constant(new long[,] { { 0, 1 } }), updates);
        Assert.That(() => Gradient.Of(ReduceSum(y, keepDims: false), [updates]),
            Throws.InstanceOf<NotSupportedException>().With.Message.EqualTo("ScatterND has a gradient only for indices of depth 1, not " +
            "for int64[1, 2]."));
    }

    private static Value Of(Value y, Value x) => Gradient.Of(y, [x])[0]!;

    private static double At(Value value, double x) => Run.Of(Graph.Of(value), [new(s_x, TensorData.Scalar(x))])[0].AsSpan<double>()[0];

    private static TestCaseData Case(string name, Value y) => new TestCaseData(y).SetArgDisplayNames(name);
}
