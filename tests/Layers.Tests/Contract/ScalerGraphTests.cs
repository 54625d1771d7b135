namespace Layers.Tests;

/// <summary>The graphs that scalers emit, as text.</summary>
public sealed class ScalerGraphTests
{
    [Test]
    public void MinMaxScaling_EmitsThisGraph() => Assert.That(Emitted(new MinMaxScaling((-1, 1), clip: true, name: "scaling")), Is.EqualTo(
        """
        %0 = Cast(scaling/minimum, to=float32) : float32[3]
        %1 = Sub(x, %0) : float32[batch, 3]
        %2 = Cast(scaling/range, to=float32) : float32[3]
        %3 = Div(%2, 2) : float32[3]
        %4 = Div(%1, %3) : float32[batch, 3]
        %5 = Cast(%0, to=float64) : float64[3]
        %6 = Sub(scaling/minimum, %5) : float64[3]
        %7 = Cast(%6, to=float32) : float32[3]
        %8 = Div(%7, %3) : float32[3]
        %9 = Sub(%4, %8) : float32[batch, 3]
        %10 = Add(%9, -1) : float32[batch, 3]
        %11 = Max(%10, -1) : float32[batch, 3]
        %12 = Min(%11, 1) : float32[batch, 3]
        """));

    [Test]
    public void MaxAbsScaling_OfWideNumbers_ScalesThemBeforeTheyBecomeFloat32() =>
        Assert.That(Emitted(new MaxAbsScaling(invert: true, name: "scaling"), DType.Int64), Is.EqualTo(
        """
        %0 = Cast(x, to=float64) : float64[batch, 3]
        %1 = Mul(%0, scaling/max_abs) : float64[batch, 3]
        %2 = Cast(%1, to=float32) : float32[batch, 3]
        """));

    [Test]
    public void AModel_PredictsWithOneShiftAndOneDivisorAFeature()
    {
        var scaling = new MinMaxScaling();
        scaling.Adapt(new float[,] { { 1, 10 }, { 3, 18 } });
        using var model = new Sequential { new Input(2, name: "x"), scaling };
        Assert.That(model.ToGraph().ToString(), Is.EqualTo(
            """
            %0 = Sub(x, {1, 10}) : float32[batch, 2]
            %1 = Div(%0, {2, 8}) : float32[batch, 2]
            """));
    }

    private static string Emitted(Layer layer, DType type = DType.Float32) =>
        Graph.Of(layer.Apply(Ops.Input("x", ["batch", 3], type))).ToString();
}
