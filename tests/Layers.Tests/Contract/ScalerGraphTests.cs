namespace Layers.Tests;

/// <summary>What scalers emit, as text.</summary>
public sealed class ScalerGraphTests
{
    [Test]
    public void MinMaxScaling_EmitsThisGraph() => Assert.That(Emitted(new MinMaxScaling((-1, 1), clip: true, name: "scaling")), Is.EqualTo(
        """
        %0 = Cast(scaling/scale, to=float32) : float32[3]
        %1 = Mul(x, %0) : float32[batch, 3]
        %2 = Cast(scaling/offset, to=float32) : float32[3]
        %3 = Add(%1, %2) : float32[batch, 3]
        %4 = Max(%3, -1) : float32[batch, 3]
        %5 = Min(%4, 1) : float32[batch, 3]
        """));

    [Test]
    public void MaxAbsScaling_OfWideNumbers_ScalesThemBeforeTheyBecomeFloat32() => Assert.That(Emitted(new MaxAbsScaling(invert: true, name: "scaling"), DType.Int64), Is.EqualTo(
        """
        %0 = Cast(x, to=float64) : float64[batch, 3]
        %1 = Div(1, scaling/scale) : float64[3]
        %2 = Mul(%0, %1) : float64[batch, 3]
        %3 = Neg(scaling/offset) : float64[3]
        %4 = Div(%3, scaling/scale) : float64[3]
        %5 = Add(%2, %4) : float64[batch, 3]
        %6 = Cast(%5, to=float32) : float32[batch, 3]
        """));

    [Test]
    public void AModel_PredictsWithOneFactorAndOneSummandAFeature()
    {
        var scaling = new MinMaxScaling();
        scaling.Adapt(new float[,] { { 1, 10 }, { 3, 18 } });
        using var model = new Sequential { new Input(2, name: "x"), scaling };
        Assert.That(model.ToGraph().ToString(), Is.EqualTo(
            """
            %0 = Mul(x, {0.5, 0.125}) : float32[batch, 2]
            %1 = Add(%0, {-0.5, -1.25}) : float32[batch, 2]
            """));
    }

    private static string Emitted(Layer layer, DType type = DType.Float32) => Graph.Of(layer.Apply(Ops.Input("x", ["batch", 3], type))).ToString();
}
