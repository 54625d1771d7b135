using FsCheck;
using FsCheck.Fluent;
using Layers.Graphs;
using Layers.Testing;

namespace Layers.Tests.Statistics;

/// <summary>Weights are repetitions: a row of weight 3 equals the row three times, and a row of weight 0 no row.</summary>
public class RowWeightsTests
{
    private static readonly DType[] s_types = [DType.Float32, DType.Float64, DType.Float16, DType.UInt8, DType.Int32, DType.Int64];

    [Test]
    public void Weights_AreRepeatedRows() => Prop.ForAll(
        Gen.Choose(1, 3000).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (rows, width, seed) =>
        {
            var random = new Random(seed);
            var type = s_types[random.Next(s_types.Length)];
            var isFloat = type is DType.Float32 or DType.Float64;
            // Columns are constant by chance only, and values are missing if the type has NaN.
            var values = new double[rows * width];
            for (var i = 0; i < values.Length; i++) values[i] = isFloat && random.Next(9) == 0 ? double.NaN : random.Next(0, 200);
            var weights = Enumerable.Range(0, rows).Select(_ => (double)random.Next(0, 4)).ToArray();
            weights[random.Next(rows)] = 2;

            var repeated = new List<double>();
            for (var row = 0; row < rows; row++)
                for (var time = 0; time < weights[row]; time++) repeated.AddRange(values[(row * width)..((row + 1) * width)]);
            var weighted = Of(Casting.Of(values, Shape.Of(rows, width), type), weights, 1);
            var plain = Observed.Of(Casting.Of([.. repeated], Shape.Of(repeated.Count / width, width), type),
                new StatisticsRequest(1) { Missing = MissingValues.Ignore });
            return weighted.Rows == weights.Count(w => w > 0) && Enumerable.Range(0, width).All(f => Same(weighted[f], plain[f]));
        }).Hold();

    [TestCase(new long[] { 5, 7, 3 }, 2)]
    [TestCase(new long[] { 5, 3, 2, 2 }, 1)]
    [TestCase(new long[] { 5, 2, 3, 2 }, 1, 3)]
    [TestCase(new long[] { 1, 4, 2 }, 2)]
    [TestCase(new long[] { 6, 4 })]
    [TestCase(new long[] { 9 })]
    [TestCase(new long[] { 40, 300, 50 }, 1)]
    [TestCase(new long[] { 3, 2500 }, 1)]
    public void Weights_BelongToTheFirstAxis_WithAnyOtherAxes(long[] sizes, params int[] kept)
    {
        var inner = (int)(Shape.Of(sizes).Length / sizes[0]);
        var data = TestData.Floats(Shape.Of(sizes).Length, seed: 3);
        var weights = Enumerable.Range(0, (int)sizes[0]).Select(row => (double)((row + 1) % 3 + (row == 0 ? 1 : 0))).ToArray();
        var repeated = weights.SelectMany((weight, row) => Enumerable.Repeat(data[(row * inner)..((row + 1) * inner)], (int)weight))
            .SelectMany(row => row).ToArray();
        var weighted = Of(TensorData.Of(data, Shape.Of(sizes)), weights, kept);
        var plain = Observed.Of(TensorData.Of(repeated, Shape.Of([(long)weights.Sum(), .. sizes[1..]])), kept);

        for (var f = 0; f < plain.Features; f++) Assert.That(Same(weighted[f], plain[f]), $"feature {f}: {weighted[f]}, {plain[f]}");
    }

    [Test]
    public void FractionsThatAddUpToOne_GiveTheWeightedMean()
    {
        var statistics = Of(new double[,] { { 1 }, { 2 }, { 6 } }, [0.5, 0.25, 0.25], 1);

        Assert.That(statistics[0].Mean, Is.EqualTo(2.5).Within(1e-15));
        Assert.That(statistics[0].Variance, Is.EqualTo(0.5 * 2.25 + 0.25 * 0.25 + 0.25 * 12.25).Within(1e-15));
        Assert.That((statistics.Rows, statistics[0].Count, statistics[0].Weight), Is.EqualTo((3L, 3L, 1.0)));
    }

    [Test]
    public void AFirstRowThatWeighsNextToNothing_CostsNoDigits()
    {
        var data = new double[1000, 1];
        var weights = new double[1000];
        for (var row = 0; row < 1000; row++) (data[row, 0], weights[row]) = (1e6 + row % 2, 1);
        (data[0, 0], weights[0]) = (-1e9, 1e-30);
        var statistics = Of(data, weights, 1);

        // 499 rows of 1e6 and 500 of 1e6 + 1.
        Assert.That(statistics[0].Variance, Is.EqualTo(499.0 * 500 / (999.0 * 999)).Within(1e-10));
    }

    [Test]
    public void TimeStampsInTicks_KeepTheirSpread()
    {
        const long noon = 638_000_000_000_000_007;
        var statistics = Of(new long[,] { { noon }, { noon + 3 }, { noon + 9 } }, [1, 2, 1], 1);

        Assert.That(statistics[0].Variance, Is.EqualTo((0 + 2 * 9 + 81) / 4.0 - 3.75 * 3.75).Within(1e-12));
    }

    [Test]
    public void ARowOfWeightZero_MayHoldAnything()
    {
        var statistics = new FeatureStatistics(1);
        StatisticsPass.Observe(statistics, new double[,] { { double.NaN }, { 1 }, { double.PositiveInfinity }, { 3 } },
            new StatisticsRequest(1) { RowWeights = [0, 1, 0, 1] });

        Assert.That((statistics.Rows, statistics[0].Count, statistics[0].Mean, statistics[0].Maximum), Is.EqualTo((2L, 2L, 2.0, 3.0)));
        Assert.That(
            () =>
            StatisticsPass.Observe(statistics, new double[,] { { double.NaN }, { 1 }, { double.NaN } },
            new StatisticsRequest(1) { RowWeights = [0, 1, 2] }),
            Throws.ArgumentException.With.Message.Contains("row 2"));
        Assert.That(
            () =>
            StatisticsPass.Observe(statistics, new double[,] { { double.PositiveInfinity }, { double.NegativeInfinity } },
            new StatisticsRequest(1) { RowWeights = [0, 1] }),
            Throws.ArgumentException.With.Message.Contains("row 1"));
    }

    [Test]
    public void WithAnyNumberOfThreads_TheBitsAreTheSame()
    {
        var data = TensorData.Of(TestData.Floats(1_300_000, seed: 6), Shape.Of(100_000, 13));
        var weights = TestData.Doubles(100_000, 7, 5, 1).Select(Math.Abs).ToArray();
        var alone = Of(data, weights, 1, threads: 1).Moments();

        foreach (var threads in new[] { 2, 8, -1 })
            Assert.That(Of(data, weights, 1, threads).Moments().SequenceEqual(alone), $"{threads} threads");
    }

    [Test]
    public void WeightedStates_GoThroughAFile_AndMerge()
    {
        using var folder = new TempFolder();
        var (first, second, whole) = (new Normalization(), new Normalization(), new Normalization());
        first.Adapt(new double[,] { { 1 }, { 2 } }, rowWeights: new[] { 0.5, 2 });
        second.Adapt(new double[,] { { 7 } }, rowWeights: new[] { 3 });
        whole.Adapt([(TensorData)new double[,] { { 1 }, { 2 } }, new double[,] { { 7 } }], rowWeights: [new[] { 0.5, 2 }, new[] { 3 }]);
        first.State!.Save(folder.At("state.json"));
        var merged = AdaptState.Load(folder.At("state.json")).Merge(second.State!);

        Assert.That(merged.Report.Features[0].Mean, Is.EqualTo(25.5 / 5.5).Within(1e-15));
        Assert.That(merged.Report.Features[0].Mean, Is.EqualTo(whole.Report!.Features[0].Mean).Within(1e-15));
        Assert.That(merged.Report.Features[0].Variance, Is.EqualTo(whole.Report.Features[0].Variance).Within(1e-14));
        File.WriteAllText(folder.At("state.json"),
            File.ReadAllText(folder.At("state.json")).Replace("\"weight\":[2.5]", "\"weight\":[-2.5]", StringComparison.Ordinal));
        Assert.That(() => AdaptState.Load(folder.At("state.json")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("a weight that is not positive"));
    }

    [Test]
    public void WeightsThatDoNotFit_AreRefused_AndTheLayerIsUnchanged()
    {
        TensorData data = new float[,] { { 1, 2 }, { 3, 5 } };
        var layer = new Normalization(name: "prices");
        layer.Adapt(data);
        var mean = layer.Mean;
        Refuses(new double[] { 1, 2, 3 }, "[2]", "[3]");
        Refuses(new double[,] { { 1, 2 } }, "[2]", "[1, 2]");
        Refuses(new double[] { 1, -1 }, "Row 1", "-1");
        Refuses(new double[] { double.NaN, 1 }, "Row 0", "NaN");
        Refuses(new double[] { 0, 0 }, "no rows");
        Refuses(new[] { "a", "b" }, "one number");
        Assert.That(() => layer.Update([data, data], rowWeights: [new double[] { 1, 1 }]),
            Throws.ArgumentException.With.Message.Contains("row weights for only 1 batch, but the data have more"));
        Assert.That(() => layer.Update([data], rowWeights: [new double[] { 1, 1 }, new double[] { 1, 1 }]),
            Throws.ArgumentException.With.Message.Contains("row weights for more batches, but the data have only 1 batch."));
        Assert.That(() => new Normalization([0, 1]).Adapt(data, rowWeights: new double[] { 1, 1 }),
            Throws.ArgumentException.With.Message.Contains("each index of that axis is a feature"));
        Assert.That((layer.Mean, layer.Report!.Rows), Is.EqualTo((mean, 2L)));

        void Refuses(TensorData weights, params string[] parts)
        {
            var error = Assert.Catch<ArgumentException>(() => layer.Adapt(data, rowWeights: weights));
            foreach (var part in parts.Prepend("prices")) Assert.That(error!.Message, Does.Contain(part));
        }
    }

    private static FeatureStatistics Of(TensorData data, double[] weights, params int[] kept) => Of(data, weights, kept, threads: -1);

    private static FeatureStatistics Of(TensorData data, double[] weights, int kept, int threads) => Of(data, weights, [kept], threads);

    private static FeatureStatistics Of(TensorData data, double[] weights, int[] kept, int threads) =>
        Observed.Of(data, new StatisticsRequest(kept)
        {
            Missing = MissingValues.Ignore,
            RowWeights = weights,
            MaxDegreeOfParallelism = threads
        });

    private static bool Same(Moments weighted, Moments repeated) =>
        weighted.Weight == repeated.Count && weighted.IsConstant == repeated.IsConstant
        && (weighted.Minimum, weighted.Maximum) == (repeated.Minimum, repeated.Maximum)
        && (repeated.Count == 0 || (Math.Abs(weighted.Mean - repeated.Mean) <= 1e-13 * Math.Max(1, Math.Abs(repeated.Mean))
            && Math.Abs(weighted.Variance - repeated.Variance) <= 1e-11 * repeated.Variance));
}
