using System.Numerics;
using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Data that breaks naive formulas: large offsets, tiny spreads, huge and tiny values, time stamps.</summary>
public class StatisticsPassNumericalTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(-30, 50).Select(e => Math.Pow(10, e))];

    [Test]
    public void Learned_ColumnsOfEveryScaleAroundAnAverage_AreConstantExactlyWithinTheBound(
        [Values(1e-10, 1, 1e10)] double average, [Values(10, 100, 10_000)] int rows, [Values] bool single)
    {
        var data = new double[rows * Scales.Length];
        for (var row = 0; row < rows; row++)
            for (var f = 0; f < Scales.Length; f++)
            {
                var value = row < rows / 2 ? average + Scales[f] : average - Scales[f];
                data[row * Scales.Length + f] = single ? (float)value : value;
            }
        var shape = Shape.Of(rows, Scales.Length);
        var statistics = Observed.Of(single ? TensorData.Of(Array.ConvertAll(data, x => (float)x), shape) : TensorData.Of(data, shape), 1);
        var report = statistics.Report(MissingValues.Throw);
        var unit = statistics.Learned(MissingValues.Throw, ConstantFeatures.UnitVariance);
        var keras = statistics.Learned(MissingValues.Throw, ConstantFeatures.Keras);

        var constant = 0;
        for (var f = 0; f < Scales.Length; f++)
        {
            var column = TestData.Column(data, Scales.Length, f);
            var (mean, variance) = Exact.Of(column);
            var epsilon = Math.Pow(2, -52);
            var bound = rows * epsilon * variance + Math.Pow(rows * mean * epsilon, 2);
            var expected = variance <= bound;
            if (expected) constant++;

            Observed.Close(keras.Variance[f], variance, 1e-12, $"scale {Scales[f]}");
            Observed.Close(keras.Mean[f], mean, 1e-14, $"scale {Scales[f]}", floor: Scales[f]);
            if (column.Distinct().Count() == 1) Assert.That(keras.Variance[f], Is.Zero, $"scale {Scales[f]}");
            Assert.That(report.Features[f].IsConstant, Is.EqualTo(expected), $"scale {Scales[f]}");
            Assert.That(unit.Variance[f], Is.EqualTo(expected ? 1 : keras.Variance[f]), $"scale {Scales[f]}");
        }
        Assert.That(constant, Is.InRange(1, Scales.Length - 1), "without both kinds this test proves nothing");
    }

    [TestCase(1e15)]
    [TestCase(-1e15)]
    public void Observe_LargeOffsetsRowByRow_AgreeWithAllAtOnceAndWithTheJudge(double offset)
    {
        const int rows = 10_000;
        var data = TestData.Doubles(rows * 2, seed: 5, offset, deviation: 1e3);
        var whole = Observed.Of(TensorData.Of(data, Shape.Of(rows, 2)), 1);
        var stepwise = new FeatureStatistics(2);
        for (var row = 0; row < rows; row++)
            StatisticsPass.Observe(stepwise, new double[,] { { data[2 * row], data[2 * row + 1] } }, new StatisticsRequest(1));

        for (var f = 0; f < 2; f++)
        {
            var (mean, variance) = Exact.Of(TestData.Column(data, 2, f));
            foreach (var statistics in new[] { whole, stepwise })
            {
                Assert.That(statistics[f].Mean, Is.EqualTo(mean));
                Observed.Close(statistics[f].Variance, variance, 1e-12, "variance");
            }
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(50)]
    [TestCase(1234)]
    public void Observe_InBatches_AgreesWithTheJudge(int batch)
    {
        const int rows = 1234;
        var data = TestData.Doubles(rows * 3, seed: 6, mean: 1e9, deviation: 1);
        var statistics = new FeatureStatistics(3);
        for (var row = 0; row < rows; row += batch)
        {
            var taken = Math.Min(batch, rows - row);
            StatisticsPass.Observe(statistics, TensorData.Of(data[(row * 3)..((row + taken) * 3)], Shape.Of(taken, 3)),
                new StatisticsRequest(1));
        }

        Assert.That(statistics.Rows, Is.EqualTo(rows));
        for (var f = 0; f < 3; f++) Observed.Check(statistics, f, TestData.Column(data, 3, f), 1e-12);
    }

    [TestCase(1e100)]
    [TestCase(1e-100)]
    [TestCase(1e150)]
    public void Observe_HugeAndTinyValues_NeitherOverflowNorVanish(double scale)
    {
        double[] data = [3 * scale, -scale, 2 * scale, 0, 5 * scale];
        Observed.Check(Observed.Of(data), 0, data);
    }

    [Test]
    public void Observe_DeviationsWhoseSquaresVanish_LeaveNoNegativeSum()
    {
        var data = new double[10_000];
        Array.Fill(data, 1e-163);
        data[0] = 0;
        Assert.That(Observed.Of(data)[0].SquaredDeviations, Is.Zero);
    }

    [Test]
    public void Observe_Halves_DoNotOverflow()
    {
        var data = Enumerable.Range(0, 10_000).Select(i => (Half)(65_000 + i % 2 * 500)).ToArray();
        Observed.Check(Observed.Of(TensorData.Of(data, Shape.Of(data.Length))), 0, [.. data.Select(x => (double)x)]);
    }

    [Test]
    public void Observe_Floats_AreSummedInDoubles()
    {
        // A float32 sum of ones stops growing at 2^24.
        var data = new float[20_000_000];
        Array.Fill(data, 1);
        data[0] = 3;
        var statistics = Observed.Of(data);

        Assert.That(statistics[0].Mean, Is.EqualTo(1 + 2 / 20e6).Within(1e-15));
        Observed.Close(statistics[0].Variance, 4 / 20e6 * (1 - 1 / 20e6), 1e-12, "variance");
    }

    [Test]
    public void Observe_AnOutlierFirst_LeavesTheOthersTheirDigits()
    {
        // The sums of a chunk are shifted by its first value, so an outlier there is the worst case.
        var data = TestData.Doubles(20_000, seed: 7, mean: 0, deviation: 1);
        data[0] = 1e8;
        Observed.Check(Observed.Of(data), 0, data, 1e-10);
    }

    [Test]
    public void Observe_SortedData_AgreesWithTheJudge()
    {
        var data = TestData.Doubles(300_000, seed: 8, mean: 1e12, deviation: 1e6);
        Array.Sort(data);
        Observed.Check(Observed.Of(data), 0, data, 1e-12);
    }

    [Test]
    public void Observe_UnixMilliseconds_KeepTheirSpread()
    {
        var random = new Random(9);
        var data = new long[3 * 5000];
        for (var i = 0; i < data.Length; i++) data[i] = 1_700_000_000_000 + random.NextInt64(i % 3 == 0 ? 2 : 1_000_000_000);
        CheckIntegers(data, 3);
    }

    [Test]
    public void Observe_Ticks_KeepTheirSpread()
    {
        // A double's step is 128 ticks here, which is more than the spread of the first column.
        var random = new Random(10);
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var data = new long[2 * 20_000];
        for (var i = 0; i < data.Length; i++) data[i] = start + random.NextInt64(i % 2 == 0 ? 40 : 10_000_000);
        CheckIntegers(data, 2);
    }

    [Test]
    public void Observe_IntegersOverTheWholeRange_DoNotWrap()
    {
        CheckIntegers([long.MinValue, long.MaxValue, 0, -1, long.MaxValue, 7, 5, 3, 1, long.MinValue], 1);
        CheckIntegers([long.MaxValue, long.MaxValue - 1, long.MaxValue - 2, long.MaxValue - 4], 1);
    }

    [Test]
    public void Observe_UnsignedIntegersOverTheWholeRange_DoNotWrap()
    {
        ulong[] data = [0, ulong.MaxValue, ulong.MaxValue - 1, 5, 1UL << 63, (1UL << 63) - 1, 3, 2, 1, 0];
        var moments = Observed.Of(TensorData.Of(data, Shape.Of(10)))[0];
        var (mean, variance) = Exact.Of(data.Select(x => (BigInteger)x));
        Observed.Close(moments.Mean, mean, 1e-15, "mean");
        Observed.Close(moments.Variance, variance, 1e-14, "variance");
        Assert.That((moments.Minimum, moments.Maximum), Is.EqualTo((0.0, (double)ulong.MaxValue)));

        ulong[] high = [.. Enumerable.Range(0, 100).Select(i => ulong.MaxValue - (ulong)i)];
        Observed.Close(Observed.Of(TensorData.Of(high, Shape.Of(100)))[0].Variance, 833.25, 1e-14, "variance");
    }

    private static void CheckIntegers(long[] data, int width)
    {
        var statistics = Observed.Of(TensorData.Of(data, Shape.Of(data.Length / width, width)), 1);
        var halves = new FeatureStatistics(width);
        var half = data.Length / width / 2;
        StatisticsPass.Observe(halves, TensorData.Of(data[..(half * width)], Shape.Of(half, width)), new StatisticsRequest(1));
        StatisticsPass.Observe(halves, TensorData.Of(data[(half * width)..], Shape.Of(data.Length / width - half, width)),
            new StatisticsRequest(1));
        for (var column = 0; column < width; column++)
        {
            var values = data.Where((_, i) => i % width == column).ToArray();
            var (mean, variance) = Exact.Of(values.Select(x => (BigInteger)x));
            foreach (var moments in new[] { statistics[column], halves[column] })
            {
                Observed.Close(moments.Variance, variance, 1e-12, "variance");
                Observed.Close(moments.Mean, mean, 1e-15, "mean", floor: Math.Sqrt(variance));
                Assert.That((moments.Minimum, moments.Maximum), Is.EqualTo(((double)values.Min(), (double)values.Max())));

                // Mean and residual together are far more precise than a double's step at that size.
                var whole = Math.Truncate(moments.Mean);
                var beyond = values.Aggregate(BigInteger.Zero, (sum, x) => sum + x - (BigInteger)whole);
                Assert.That(
                    moments.Mean - whole + moments.MeanResidual,
                    Is.EqualTo((double)beyond / values.Length).Within(1e-12 * Math.Max(Math.Sqrt(variance), 1)));
            }
        }
    }
}
