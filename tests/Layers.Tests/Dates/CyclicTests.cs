namespace Layers.Tests;

/// <summary>Cyclic numbers, compared with sines and cosines in doubles.</summary>
public sealed class CyclicTests
{
    [Test]
    public void TheEndOfAPeriod_IsBesideItsStart()
    {
        using var model = new Sequential { new Input(1), new Cyclic(24) };
        // 0, 6, 12, 18, 24 and 27 o'clock; and three hours before midnight, as −3.
        var half = Math.Sqrt(0.5);
        Near(model.Predict((TensorData)new float[,] { { 0 }, { 6 }, { 12 }, { 18 }, { 24 }, { 27 }, { -3 } }),
            [0, 1, 1, 0, 0, -1, -1, 0, 0, 1, half, half, -half, half]);
    }

    [Test]
    public void EachFeature_HasItsPeriodAndOffset_SineAndCosineSideBySide()
    {
        using var model = new Sequential { new Input(2), new Cyclic(new double[] { 7, 12 }!, new double[] { 1, 1 }!) };
        double[] expected = [.. new[] { (1.0, 1.0), (4, 7), (7, 12) }.SelectMany(row => new[] { (row.Item1 - 1) / 7, (row.Item2 - 1) / 12 })
            .SelectMany(turn => new[] { Math.Sin(2 * Math.PI * turn), Math.Cos(2 * Math.PI * turn) })];
        Near(model.Predict((TensorData)new float[,] { { 1, 1 }, { 4, 7 }, { 7, 12 } }), expected);
    }

    [Test]
    public void ManyPeriodsAway_WholeNumbersLoseNothing()
    {
        using var seconds = new Sequential { new Input([1], DType.Int64), new Cyclic(86_400) };
        using var days = new Sequential { new Input(1), new Cyclic(7) };
        // A quarter of a day after 1,767,225,600 seconds, which are 20,454 days; and 2,396,745 weeks, the largest number below 2²⁴ days.
        Near(seconds.Predict(TensorData.Of([1_767_225_600L + 21_600], [1, 1])), [1, 0]);
        Near(days.Predict((TensorData)new float[,] { { 16_777_215 - 16_777_215 % 7 } }), [0, 1]);
    }

    [Test]
    public void AMissingValue_StaysMissing()
    {
        using var model = new Sequential { new Input(2), new Cyclic(5) };
        Assert.That(model.Predict((TensorData)new float[,] { { float.NaN, 0 } }).ToArray<float>(),
            Is.EqualTo(new[] { float.NaN, float.NaN, 0, 1 }).Within(1e-6));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e-300)]
    public void AnInvalidPeriod_IsRefused(double period) =>
        Assert.That(() => new Cyclic(period), Throws.TypeOf<LayerException>().With.Message.Contains("period"));

    [Test]
    public void InvalidArguments_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new Cyclic(1, double.NegativeInfinity),
                Throws.TypeOf<LayerException>().With.Message.Contains("offset must be finite"));
            Assert.That(() => new Cyclic(new double[] { 1, 2 }!, new double[] { 1, 2, 3 }!),
                Throws.TypeOf<LayerException>().With.Message.Contains("one number for each"));
            Assert.That(() => new Cyclic(new double[] { 1, 2 }!).Apply(Ops.Input("x", ["batch", 3])),
                Throws.TypeOf<LayerException>().With.Message.Contains("2 periods"));
            Assert.That(() => new Cyclic(2).Apply(Ops.Input("x", ["batch"])),
                Throws.TypeOf<LayerException>().With.Message.Contains("two or more axes"));
            Assert.That(() => new Cyclic(2).Apply(Ops.Input("x", ["batch", "steps"])),
                Throws.TypeOf<LayerException>().With.Message.Contains("axis 1").And.Message.Contains("the size must be known"));
            Assert.That(() => new Cyclic(2).Apply(Ops.Input("x", ["batch", 1], DType.String)), Throws.TypeOf<LayerException>());
        });
    }

    private static void Near(TensorData actual, double[] expected) =>
        Assert.That(Mismatch.Doubles(actual), Is.EqualTo(expected).Within(1e-6));
}
