using System.Globalization;
using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The text of graphs and values, which does not depend on the machine.</summary>
public sealed class PrintingTests
{
    private readonly Value _x = Input("x", ["batch", 4]);

    [Test]
    public void AGraph_IsItsLines()
    {
        var (values, indices) = TopK(_x, 2);
        Assert.That(Graph.Of(values - ReduceMean(_x, [-1]), Cast(indices, DType.Float32)).ToString(), Is.EqualTo("""
            %0, %1 = TopK(x, {2}, axis=-1) : float32[batch, 2], int64[batch, 2]
            %2 = ReduceMean(x, axes=[-1], keepdims=1) : float32[batch, 1]
            %3 = Sub(%0, %2) : float32[batch, 2]
            %4 = Cast(%1, to=float32) : float32[batch, 2]
            """));
    }

    [Test]
    public void Constants_StandInTheLine_WhileTheyAreFew()
    {
        var sum = _x + Constant(new float[1, 4]) + Constant(new float[5, 1, 4]) + Scalar(1e-7, DType.Float32);
        Assert.That(Graph.Of(sum).ToString(), Is.EqualTo("""
            %0 = Add(x, {0, 0, 0, 0}) : float32[batch, 4]
            %1 = Add(%0, float32[5, 1, 4]) : float32[5, batch, 4]
            %2 = Add(%1, 1E-07) : float32[5, batch, 4]
            """));
    }

    [Test]
    public void AnOutputThatIsNotComputed_HasALine()
    {
        var graph = Graph.Of([KeyValuePair.Create("same", _x), KeyValuePair.Create("one", Scalar(1, DType.Int32)),
            KeyValuePair.Create("words", Constant(new[] { "a", "b" }))]);
        Assert.That(graph.ToString(), Is.EqualTo("""
            same = x
            one = 1
            words = {"a", "b"}
            """));
    }

    [Test]
    public void AValue_IsOneLine()
    {
        Assert.That(_x.ToString(), Is.EqualTo("x"));
        Assert.That((_x * 2).ToString(), Is.EqualTo("Mul(x, 2) : float32[batch, 4]"));
        Assert.That(Exp(_x * 2).ToString(), Is.EqualTo("Exp(Mul) : float32[batch, 4]"));
        Assert.That(Transpose(_x).ToString(), Is.EqualTo("Transpose(x, perm=[1, 0]) : float32[4, batch]"));
        Assert.That(Constant(TensorData.Of([true, false], [2])).ToString(), Is.EqualTo("bool[2](true, false)"));
        Assert.That(Scalar(2, DType.BFloat16).ToString(), Is.EqualTo("bfloat16(2)"));
    }

    [Test]
    public void TheCulture_ChangesNothing()
    {
        var before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NegativeSign = "~";
        strange.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.That(Slice(Softmax(_x * -0.5, -1), -2, -1, 0).ToString(),
                Is.EqualTo("Slice(Softmax, {-2}, {-1}, {0}, {1}) : float32[Slice(batch, -2:-1:1), 4]"));
            Assert.That(Graph.Of(Pad(ReduceMax(_x * -0.5, [-1]), [-1, 0], [0, 0])).ToString(), Is.EqualTo("""
                %0 = Mul(x, -0.5) : float32[batch, 4]
                %1 = ReduceMax(%0, axes=[-1], keepdims=1) : float32[batch, 1]
                %2 = Pad(%1, {-1, 0, 0, 0}) : float32[Pad(batch, -1), 1]
                """));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
