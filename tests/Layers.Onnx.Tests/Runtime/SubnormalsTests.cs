using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>Subnormal numbers become zero, to the bit, and all others stay.</summary>
public sealed class SubnormalsTests
{
    private const float Smallest = 1.17549435E-38f;
    private const double SmallestDouble = 2.2250738585072014E-308;

    // Longer than the longest vector, so that both the vectors and the rest are read.
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(67)]
    public void Float32_BelowTheSmallestNormalNumber_IsZero(int length)
    {
        float[] numbers = [1e-40f, -1e-40f, float.Epsilon, MathF.BitDecrement(Smallest), -MathF.BitDecrement(Smallest), Smallest, -Smallest,
            0, -0f, 1, -2, float.MaxValue,
            float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        float[] expected = [0, -0f, 0, 0, -0f, Smallest, -Smallest, 0, -0f, 1, -2, float.MaxValue, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN];
        for (var first = 0; first < numbers.Length; first++)
        {
            var data = TensorData.Of([.. Enumerable.Range(0, length).Select(i => numbers[(first + i) % numbers.Length])], [length]);
            Subnormals.Flush(data);
            Assert.That(data.ToArray<float>().Select(BitConverter.SingleToUInt32Bits),
                Is.EqualTo(Enumerable.Range(0, length).Select(
                    i => BitConverter.SingleToUInt32Bits(expected[(first + i) % expected.Length]))));
        }
    }

    [Test]
    public void Float64_BelowTheSmallestNormalNumber_IsZero()
    {
        double[] numbers = [1e-310, -1e-310, double.Epsilon, Math.BitDecrement(SmallestDouble), SmallestDouble, 1e-40, -0.0, double.NaN,
            double.NegativeInfinity, 1e-310, 3];
        double[] expected = [0, -0.0, 0, 0, SmallestDouble, 1e-40, -0.0, double.NaN, double.NegativeInfinity, 0, 3];
        var data = TensorData.Of(numbers, [numbers.Length]);
        Subnormals.Flush(data);
        Assert.That(data.ToArray<double>().Select(BitConverter.DoubleToUInt64Bits),
            Is.EqualTo(expected.Select(BitConverter.DoubleToUInt64Bits)));
    }

    [Test]
    public void OtherTypes_StayAsTheyAre()
    {
        var halves = TensorData.Of(new[] { (Half)1e-7, Half.Epsilon, (Half)1 }, [3]);
        var integers = TensorData.Of(new long[] { 1, -1, 7 }, [3]);
        var (halfBytes, integerBytes) = (halves.AsBytes().ToArray(), integers.AsBytes().ToArray());
        Subnormals.Flush(halves);
        Subnormals.Flush(integers);
        Assert.That((halves.AsBytes().ToArray(), integers.AsBytes().ToArray()), Is.EqualTo((halfBytes, integerBytes)));
    }

    // The runs use two sets of buffers in turn, and both must be flushed. A slot that no run writes does not decay, so it is not flushed.
    [Test]
    public void ASession_FlushesTheSlotsThatRunsWrite()
    {
        var (moving, still) = (Input("moving", [3]), Input("still", [1]));
        var graph = Graph.Of(new Dictionary<string, Value> { ["next"] = Identity(moving), ["sum"] = moving + still });
        using var session = new StatefulSession(graph, [new StateInput(moving, "next"), new StateInput(still, null)],
            [new[] { 1e-40f, 2, -1e-39f }, new[] { 1e-40f }]);
        using var batch = session.CreateBatch();
        for (var run = 0; run < 3; run++)
        {
            session.Set(moving, new[] { 1e-40f, 2, -1e-39f });
            session.FlushSubnormals();
            batch.Run();
            Assert.That(session.Get(moving).ToArray<float>(), Is.EqualTo(new[] { 0, 2f, 0 }));
            Assert.That(session.Read<float>(moving).ToArray(), Is.EqualTo(new[] { 0, 2f, 0 }));
            Assert.That(session.Get(still).ToArray<float>(), Is.EqualTo(new[] { 1e-40f }));
        }
    }
}
