namespace Layers.Tests;

/// <summary>The graphs that layers emit, as text: the diff shows a change of a graph.</summary>
public sealed class EmittedGraphTests
{
    [Test]
    public void Normalization_EmitsThisGraph() => Assert.That(Emitted(new Normalization(name: "norm")), Is.EqualTo(
        """
        %0 = Sub(x, norm/mean) : float32[batch, 3]
        %1 = Sqrt(norm/variance) : float32[3]
        %2 = Max(%1, 1E-07) : float32[3]
        %3 = Div(%0, %2) : float32[batch, 3]
        """));

    [Test]
    public void Normalization_OfWideNumbers_CentresThemBeforeTheyBecomeFloat32()
    {
        var layer = new Normalization(name: "norm");
        layer.Adapt(new double[,] { { 1e9, 1 }, { 1e9 + 2, 3 } });
        Assert.That(Emitted(layer, [2], DType.Float64), Is.EqualTo(
            """
            %0 = Sub(x, {1000000001, 2}) : float64[batch, 2]
            %1 = Cast(%0, to=float32) : float32[batch, 2]
            %2 = Sqrt(norm/variance) : float32[2]
            %3 = Max(%2, 1E-07) : float32[2]
            %4 = Div(%1, %3) : float32[batch, 2]
            """));
    }

    [Test]
    public void Normalization_Inverted_EmitsThisGraph() => Assert.That(Emitted(new Normalization(invert: true, name: "norm")), Is.EqualTo(
        """
        %0 = Sqrt(norm/variance) : float32[3]
        %1 = Max(%0, 1E-07) : float32[3]
        %2 = Mul(x, %1) : float32[batch, 3]
        %3 = Add(%2, norm/mean) : float32[batch, 3]
        """));

    [Test]
    public void Normalization_Given_OverAMiddleAxis_EmitsThisGraph() => Assert.That(
        Emitted(new Normalization(new float[] { 1, 2 }, new float[] { 4, 9 }, axis: [1], name: "norm"), [2, 3]), Is.EqualTo(
            """
            %0 = Reshape({1, 2}, {1, 2, 1}) : float32[1, 2, 1]
            %1 = Sub(x, %0) : float32[batch, 2, 3]
            %2 = Reshape({4, 9}, {1, 2, 1}) : float32[1, 2, 1]
            %3 = Sqrt(%2) : float32[1, 2, 1]
            %4 = Max(%3, 1E-07) : float32[1, 2, 1]
            %5 = Div(%1, %4) : float32[batch, 2, 3]
            """));

    [Test]
    public void Rescaling_EmitsThisGraph() =>
        Assert.That(Emitted(new Rescaling(1 / 127.5, -1, name: "rescaling"), [4], DType.UInt8), Is.EqualTo(
        """
        %0 = Cast(x, to=float32) : float32[batch, 4]
        %1 = Mul(%0, 0.007843138) : float32[batch, 4]
        %2 = Add(%1, -1) : float32[batch, 4]
        """));

    [Test]
    public void Dense_EmitsThisGraph() => Assert.That(Emitted(new Dense(2, Activation.Relu, name: "dense")), Is.EqualTo(
        """
        %0 = MatMul(x, dense/kernel) : float32[batch, 2]
        %1 = Add(%0, dense/bias) : float32[batch, 2]
        %2 = Relu(%1) : float32[batch, 2]
        """));

    [Test]
    public void Dense_InMixedPrecision_RoundsInputAndOutput() =>
        Assert.That(Emitted(new Dense(2, name: "dense", dtype: DTypePolicy.MixedBFloat16)), Is.EqualTo(
        """
        %0 = Cast(x, to=bfloat16) : bfloat16[batch, 3]
        %1 = Cast(%0, to=float32) : float32[batch, 3]
        %2 = Cast(dense/kernel, to=bfloat16) : bfloat16[3, 2]
        %3 = Cast(%2, to=float32) : float32[3, 2]
        %4 = MatMul(%1, %3) : float32[batch, 2]
        %5 = Cast(dense/bias, to=bfloat16) : bfloat16[2]
        %6 = Cast(%5, to=float32) : float32[2]
        %7 = Add(%4, %6) : float32[batch, 2]
        %8 = Cast(%7, to=bfloat16) : bfloat16[batch, 2]
        """));

    [Test]
    public void BatchNormalization_EmitsThisGraph() => Assert.That(Emitted(new BatchNormalization(name: "bn")), Is.EqualTo(
        """
        %0 = Add(bn/moving_variance, 0.001) : float32[3]
        %1 = Sqrt(%0) : float32[3]
        %2 = Div(1, %1) : float32[3]
        %3 = Mul(%2, bn/gamma) : float32[3]
        %4 = Mul(x, %3) : float32[batch, 3]
        %5 = Neg(bn/moving_mean) : float32[3]
        %6 = Mul(%5, %3) : float32[3]
        %7 = Add(%6, bn/beta) : float32[3]
        %8 = Add(%4, %7) : float32[batch, 3]
        """));

    [Test]
    public void BatchNormalization_PredictsWithOneFactorAndOneSummandAFeature()
    {
        using var model = new Sequential { new Input(2, name: "x"),
            new BatchNormalization(epsilon: 0, movingVarianceInitializer: Initializer.Constant with { Value = 4 },
            movingMeanInitializer: Initializer.Ones) };
        Assert.That(model.ToGraph().ToString(), Is.EqualTo(
            """
            %0 = Mul(x, {0.5, 0.5}) : float32[batch, 2]
            %1 = Add(%0, {-0.5, -0.5}) : float32[batch, 2]
            """));
    }

    [Test]
    public void AModel_PredictsWithItsWeightsAsConstants()
    {
        using var model = new Sequential
        {
            new Input(2, name: "features"),
            new Normalization(new float[] { 1, 2 }, new float[] { 4, 9 }, name: "norm"),
            new Dense(1, kernelInitializer: Initializer.Ones, name: "out"),
        };
        Assert.That(model.ToGraph().ToString(), Is.EqualTo(
            """
            %0 = Sub(features, {1, 2}) : float32[batch, 2]
            %1 = Div(%0, {2, 3}) : float32[batch, 2]
            %2 = MatMul(%1, {1, 1}) : float32[batch, 1]
            %3 = Add(%2, {0}) : float32[batch, 1]
            """));
    }

    private static string Emitted(Layer layer, Shape? row = null, DType type = DType.Float32) =>
        Graph.Of(layer.Apply(Ops.Input("x", ["batch", .. row ?? [3]], type))).ToString();
}
