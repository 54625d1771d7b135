using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests.Statistics;

/// <summary>Quantiles, compared with those of all values, sorted.</summary>
public class QuantileSketchTests
{
    // The documented bound holds for 99 of 100 ranks. These tests take the worst of 999 ranks, which is within 1 %.
    private const double WorstRank = 0.01, MostRanks = 0.005;

    private static readonly double[] s_shares = [.. Enumerable.Range(1, 999).Select(i => i / 1000.0)];

    [TestCase("uniform")]
    [TestCase("normal")]
    [TestCase("lognormal")]
    [TestCase("ascending")]
    [TestCase("descending")]
    [TestCase("few")]
    [TestCase("wave")]
    public void Quantile_OfAMillionValues_IsWithinTheBound(string kind)
    {
        var values = Values(kind, 1_000_000);
        var sketch = new QuantileSketch();
        foreach (var value in values) sketch.Add(value, 0);

        AssertRanks(sketch, values);
        Assert.That(sketch.Size, Is.LessThan(4 * QuantileSketch.Capacity));
    }

    [TestCase("normal")]
    [TestCase("ascending")]
    public void Merge_OfAThousandParts_IsWithinTheBound(string kind)
    {
        var values = Values(kind, 1_000_000);
        var merged = new QuantileSketch();
        foreach (var part in values.Chunk(1000))
        {
            var sketch = new QuantileSketch();
            foreach (var value in part) sketch.Add(value, 0);
            merged.Merge(sketch);
        }
        AssertRanks(merged, values);
    }

    // A sample of one row in four is a sample of all rows, for any batch sizes.
    [TestCase(1)]
    [TestCase(3)]
    public void Observe_SmallBatches_SeesTheLateRowsOfEachFeature(int size)
    {
        const int Rows = 150_000, Features = 3;
        var statistics = new FeatureStatistics(Features, QuantilePrecision.Sampled);
        var request = new StatisticsRequest(1) { Quantiles = QuantilePrecision.Sampled, MaxDegreeOfParallelism = 1 };
        var values = Enumerable.Range(0, Rows * Features).Select(i => (float)(i / Features)).ToArray();
        foreach (var batch in values.Chunk(size * Features))
            StatisticsPass.Observe(statistics, TensorData.Of(batch, [batch.Length / Features, Features]), request);

        for (var f = 0; f < Features; f++)
            AssertRanks(statistics.Sketch(f)!, [.. Enumerable.Range(0, Rows).Select(i => (double)i)], slack: 0.05);
    }

    [Test]
    public void Observe_ASampleOfFewWeightedRows_IsNotExact()
    {
        const int Rows = 200_000;
        var statistics = new FeatureStatistics(1, QuantilePrecision.Sampled);
        var weights = Enumerable.Range(0, Rows).Select(i => i % 1000 == 0 ? 1.0 : 0).ToArray();
        StatisticsPass.Observe(statistics, TensorData.Of(Enumerable.Range(0, Rows).Select(i => (float)i).ToArray(), [Rows, 1]),
            new StatisticsRequest(1) { Quantiles = QuantilePrecision.Sampled, RowWeights = weights });

        Assert.That(statistics.Sketch(0)!.IsExact, Is.False, "Rows of weight 1 were passed over.");
    }

    // The worst rank of a thousand rows is off by more than 0.05 in less than one of a hundred samples (Kolmogorov).
    [TestCase((int)QuantilePrecision.Full, 0.005)]
    [TestCase((int)QuantilePrecision.Sampled, 0.05)]
    public void Observe_ManyRows_IsWithinTheBound(int precision, double slack)
    {
        // The period is 16, which a sample of every 2ᵇ-th row would not represent.
        var values = Enumerable.Range(0, 2_000_000).Select(i => (float)(i % 16 + 0.001 * (i % 997))).ToArray();
        var statistics = new FeatureStatistics(2, (QuantilePrecision)precision);
        var request = new StatisticsRequest(1) { Quantiles = (QuantilePrecision)precision };
        foreach (var batch in values.Chunk(400_000))
            StatisticsPass.Observe(statistics, TensorData.Of(batch, [batch.Length / 2, 2]), request);

        for (var f = 0; f < 2; f++)
            AssertRanks(statistics.Sketch(f)!, [.. values.Where((_, i) => i % 2 == f).Select(value => (double)value)], slack: slack);
    }

    [Test]
    public void Observe_TheSameData_IsTheSameWithAnyNumberOfThreads()
    {
        var data = TensorData.Of([.. Values("normal", 900_000).Select(value => (float)value)], [300_000, 3]);
        var sketches = new[] { 1, 2, 5 }.Select(threads =>
        {
            var statistics = new FeatureStatistics(3, QuantilePrecision.Full);
            StatisticsPass.Observe(statistics, data,
                new StatisticsRequest(1) { Quantiles = QuantilePrecision.Full, MaxDegreeOfParallelism = threads });
            return statistics.Sketch(1)!.Sorted().Values;
        }).ToArray();

        Assert.That(sketches[1], Is.EqualTo(sketches[0]));
        Assert.That(sketches[2], Is.EqualTo(sketches[0]));
    }

    [Test]
    public void Quantile_OfFewValues_IsExact() => Prop.ForAll(
        (from n in Gen.Choose(1, QuantileSketch.Capacity)
         from seed in Gen.Choose(0, int.MaxValue)
         from q in Gen.Choose(0, 1000)
         select (n, seed, q: q / 1000.0)).ToArbitrary(),
        data =>
        {
            var values = Values("normal", data.n, data.seed);
            var sketch = new QuantileSketch();
            foreach (var part in values.Chunk(100))
            {
                var of = new QuantileSketch();
                foreach (var value in part) of.Add(value, 0);
                sketch.Merge(of);
            }
            return sketch.IsExact && Math.Abs(sketch.Sorted().Quantile(data.q) - Exact(values, data.q)) < 1e-12;
        }).Hold();

    [Test]
    public void Weights_OfWholeNumbers_AreRepeatedRows()
    {
        var random = new Random(3);
        var values = Values("normal", 100);
        var weights = values.Select(_ => (double)random.Next(0, 5)).ToArray();
        var repeated = values.SelectMany((value, i) => Enumerable.Repeat((float)value, (int)weights[i])).ToArray();
        var weighted = Adapted(new QuantileLayer(), [.. values.Select(value => (float)value)], TensorData.Of(weights, [100]));
        var plain = Adapted(new QuantileLayer(), repeated, null);

        foreach (var q in s_shares) Assert.That(weighted.Quantile(q), Is.EqualTo(plain.Quantile(q)).Within(1e-12));
    }

    [Test]
    public void Weights_OfManyRows_AreWithinTheBound()
    {
        var random = new Random(4);
        var values = Values("normal", 200_000);
        var weights = values.Select(_ => 0.1 + random.NextDouble()).ToArray();
        var sketch = new QuantileSketch();
        for (var i = 0; i < values.Length; i++) sketch.AddWeighted(values[i], weights[i]);

        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var (total, sum) = (weights.Sum(), 0.0);
        var items = sketch.Sorted();
        Assert.That(items.Weight, Is.EqualTo(total).Within(1e-9 * total));
        foreach (var i in order)
        {
            sum += weights[i];
            Assert.That(items.Rank(values[i]), Is.EqualTo(sum / total).Within(WorstRank));
        }
    }

    [Test]
    public void Reduced_KeepsRanks()
    {
        var values = Values("lognormal", 100_000);
        var sketch = new QuantileSketch();
        foreach (var value in values) sketch.Add(value, 0);
        var reduced = sketch.Reduced(128);

        Assert.That(reduced.Size, Is.EqualTo(128));
        AssertRanks(reduced, values, slack: 0.005);
        foreach (var value in values) reduced.Add(value, 0);
        AssertRanks(reduced, [.. values, .. values], slack: 0.01);
    }

    [Test]
    public void Report_TellsQuantilesByName()
    {
        var layer = new Normalization();
        var report = layer.Adapt(new float[,] { { 1, 10 }, { 2, 20 }, { 3, 40 } }, featureNames: ["a", "b"]);

        Assert.That(report.Features[1].Quantile(0.5), Is.EqualTo(20));
        Assert.That(report.Features[1].Quantile(0.75), Is.EqualTo(30));
        Assert.That(report.Features[1].Quantile(1), Is.EqualTo(40));
        Assert.That(() => report.Features[0].Quantile(1.5), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 0"));
    }

    [Test]
    public void Update_AfterLoad_ContinuesWithQuantiles()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        try
        {
            var layer = new QuantileLayer();
            var values = Values("normal", 50_000).Select(value => (float)value).ToArray();
            layer.Adapt(TensorData.Of(values[..20_000], [20_000, 1]));
            layer.State!.Save(path);
            var later = new QuantileLayer();
            later.Adapt(AdaptState.Load(path));
            Assert.That(later.Report!.Features[0].Quantile(0.3), Is.EqualTo(layer.Report!.Features[0].Quantile(0.3)),
                "Layers that learn from quantiles keep all of them.");

            later.Update(TensorData.Of(values[20_000..], [30_000, 1]));
            AssertRanks(later.State!.Statistics!.Sketch(0)!, [.. values.Select(value => (double)value)]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void AFile_OfALayerThatNeedsNone_IsSmall()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        try
        {
            var layer = new Normalization();
            layer.Adapt(TensorData.Of([.. Values("normal", 130_000).Select(value => (float)value)], [10_000, 13]));
            layer.State!.Save(path);
            var loaded = AdaptState.Load(path);
            Assert.That(new FileInfo(path).Length, Is.LessThan(100_000));
            for (var f = 0; f < 13; f++)
                Assert.That(loaded.Report.Features[f].Quantile(0.5), Is.EqualTo(layer.Report!.Features[f].Quantile(0.5)).Within(0.05),
                    "Files keep 128 values of a thousand.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Of_CutsOfAQuery_AnswersWithThem()
    {
        var state = AdaptState.Of(1000, [new FeatureMoments(1000, 5, 10, 0, 8) { Quantiles = [0, 3, 4, 6, 8] }], ["a"]);
        Assert.That(state.Report.Features[0].Quantile(0.5), Is.EqualTo(4).Within(1e-12));
        Assert.That(state.Report.Features[0].Quantile(0.375), Is.EqualTo(3.5).Within(1e-12));
        Assert.That(() => AdaptState.Of(10, [new FeatureMoments(10, 5, 10, 0, 8) { Quantiles = [0, 9] }]),
            Throws.ArgumentException.With.Message.Contains("ascend"));
    }

    private static FeatureReport Adapted(AdaptiveLayer layer, float[] values, TensorData? weights) =>
        layer.Adapt(TensorData.Of(values, [values.Length, 1]), rowWeights: weights).Features[0];

    private static void AssertRanks(QuantileSketch sketch, double[] values, double slack = 0)
    {
        var sorted = values.Order().ToArray();
        var items = sketch.Sorted();
        Assert.That(items.Weight, Is.EqualTo(values.Length).Within((slack > 0 ? 0.1 : 1e-9) * values.Length));
        var errors = s_shares.Select(q => Distance(sorted, items.Quantile(q), q)).Order().ToArray();
        Assert.That(errors[^1], Is.LessThan(WorstRank + slack),
            string.Create(CultureInfo.InvariantCulture, $"the worst of {errors.Length}"));
        Assert.That(errors[(int)(0.99 * errors.Length)], Is.LessThan(MostRanks + slack));
    }

    // The distance of a share from the ranks of a value; between two values, any rank between theirs is right.
    private static double Distance(double[] sorted, double value, double q)
    {
        double low = LowerBound(sorted, value, strict: false), high = LowerBound(sorted, value, strict: true);
        var (from, to) = ((low - 1) / sorted.Length, (high + 1) / sorted.Length);
        return Math.Max(Math.Max(from - q, q - to), 0);
    }

    private static int LowerBound(double[] sorted, double value, bool strict)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (strict ? sorted[middle] > value : sorted[middle] >= value) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static double Exact(double[] values, double q)
    {
        var sorted = values.Order().ToArray();
        var place = q * (sorted.Length - 1);
        var low = (int)Math.Floor(place);
        return low == sorted.Length - 1 ? sorted[low] : sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
    }

    private static double[] Values(string kind, int n, int seed = 1)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, n).Select(i => kind switch
        {
            "normal" => Normal(),
            "lognormal" => Math.Exp(3 * Normal()),
            "ascending" => i,
            "descending" => -i,
            "few" => Math.Floor(10 * random.NextDouble() * random.NextDouble()),
            "wave" => Math.Sin(i * 0.01),
            _ => random.NextDouble(),
        })];
    }

    /// <summary>A layer that asks for quantiles and does nothing.</summary>
    private sealed class QuantileLayer : NumericAdaptiveLayer
    {
        protected internal override bool NeedsQuantiles => true;

        protected override int[] FeatureAxes(int rank) => [rank - 1];

        protected override void Learn(AdaptReport report, IReadOnlyList<double> mean, IReadOnlyList<double> variance)
        {
        }

        protected override Value Call(Value x) => x;
    }
}
