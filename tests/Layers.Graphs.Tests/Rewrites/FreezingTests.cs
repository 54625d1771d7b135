using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

public sealed class FreezingTests
{
    private readonly Value _x = Input("x", ["batch", 2]);
    private readonly Value _w = Input("w", [2]);

    [Test]
    public void AFrozenInput_IsAConstant()
    {
        var frozen = Graph.Of(_x * _w).Freeze(Tensors(_w, new[] { 3f, 4f }));
        Assert.That(frozen.Inputs, Is.EqualTo(new[] { _x }));
        Assert.That(frozen.ToString(), Is.EqualTo("%0 = Mul(x, {3, 4}) : float32[batch, 2]"));
    }

    [Test]
    public void NamedSizes_BecomeTheTensors() =>
        Assert.That(Graph.Of(Exp(_x)).Freeze(Tensors(_x, new float[5, 2])).Outputs[0].Value.Shape.ToString(), Is.EqualTo("[5, 2]"));

    [Test]
    public void ATensorForAnInputOfAnotherGraph_IsIgnored()
    {
        var graph = Graph.Of(Exp(_x));
        Assert.That(graph.Freeze(Tensors(_w, new[] { 3f, 4f })).Outputs[0].Value, Is.SameAs(graph.Outputs[0].Value));
    }

    private static readonly TestCaseData[] s_wrong =
    [
        new TestCaseData((TensorData)new[] { 1.0, 2.0 }, "float64[2]").SetArgDisplayNames("type"),
        new TestCaseData((TensorData)new[] { 1f, 2f, 3f }, "float32[3]").SetArgDisplayNames("size"),
        new TestCaseData((TensorData)new float[1, 2], "float32[1, 2]").SetArgDisplayNames("rank"),
    ];

    [TestCaseSource(nameof(s_wrong))]
    public void ATensorThatDoesNotFit_IsRefused(TensorData data, string came) =>
        Assert.That(() => Graph.Of(_x * _w).Freeze(Tensors(_w, data)),
            Throws.ArgumentException.With.Message.EqualTo($"The input 'w' is float32[2]; a tensor of {came} does not fit it."));

    private static Dictionary<Value, TensorData> Tensors(Value input, TensorData data) => new() { [input] = data };
}
