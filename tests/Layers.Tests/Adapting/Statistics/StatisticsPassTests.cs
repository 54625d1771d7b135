using Layers.Graphs;

namespace Layers.Tests.Statistics;

/// <summary>Data that the pass refuses without a change of the statistics, its reports and cancellation, and its independence of
/// threads.</summary>
public class StatisticsPassTests
{
    [Test]
    public void Observe_Twice_Adds()
    {
        var statistics = Observed.Of(new float[,] { { 1, 2, 4 } }, 1);
        StatisticsPass.Observe(statistics, new float[,] { { 3, 6, 8 } }, new StatisticsRequest(1));
        var (mean, variance) = statistics.Learned(MissingValues.Throw, ConstantFeatures.UnitVariance);

        Assert.That(mean, Is.EqualTo(new[] { 2.0, 4, 6 }));
        Assert.That(variance, Is.EqualTo(new[] { 1.0, 4, 4 }));
    }

    [Test]
    public void Observe_NoKeptAxis_IsOneFeatureOverAll()
    {
        var (mean, variance) = Observed.Of(new float[,] { { 1, 2, 4 }, { 3, 6, 8 } })
            .Learned(MissingValues.Throw, ConstantFeatures.UnitVariance);

        Assert.That(mean, Is.EqualTo(new[] { 4.0 }));
        Assert.That((float)variance[0], Is.EqualTo(5.6666665f));
    }

    [TestCase(0, 3)]
    [TestCase(0, 0)]
    public void Observe_NoRows_IsRefusedWithTheShape(int rows, int columns) =>
        Assert.That(
            () => Observed.Of(new float[rows, columns], new StatisticsRequest(1) { Layer = "norm" }),
            Throws.ArgumentException.With.Message.StartsWith("norm: the batch has no rows").And.Message.Contains($"[{rows}, {columns}]"));

    [Test]
    public void Observe_NoElementsOverAll_IsRefused() =>
        Assert.That(() => Observed.Of(new float[0]), Throws.ArgumentException.With.Message.Contains("no rows"));

    [Test]
    public void Observe_Strings_AreRefused() =>
        Assert.That(() => Observed.Of(new[,] { { "a" } }, 1), Throws.ArgumentException.With.Message.Contains("strings"));

    [Test]
    public void Observe_OtherFeatures_AreRefused() =>
        Assert.That(
            () => StatisticsPass.Observe(new FeatureStatistics(3), new float[2, 4], new StatisticsRequest(1)),
            Throws.ArgumentException.With.Message.Contains("Expected 3, received 4"));

    [Test]
    public void Observe_AnAxisTheBatchLacks_IsRefused() =>
        Assert.That(
            () => StatisticsPass.Observe(new FeatureStatistics(3), new float[3], new StatisticsRequest(1)),
            Throws.ArgumentException.With.Message.Contains("axis 1").And.Message.Contains("[3]"));

    [Test]
    public void Observe_ThatFails_LeavesTheStatisticsUnchanged()
    {
        var statistics = Observed.Of(new float[,] { { 1, 2 }, { 3, 5 } }, 1);
        var before = statistics.Moments();
        float[,] missing = { { 1, float.NaN } }, infinite = { { float.PositiveInfinity, 1 } };
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        foreach (var (batch, request) in new[]
        {
            (missing, new StatisticsRequest(1)),
            (infinite, new StatisticsRequest(1)),
            (new float[1, 3], new StatisticsRequest(1)),
            (new float[0, 2], new StatisticsRequest(1)),
            (new float[1, 2], new StatisticsRequest(1) { Cancellation = cancelled.Token }),
            (new float[1_000_000, 2], new StatisticsRequest(1) { Progress = new Progress(_ => throw new NotSupportedException()) }),
            (new float[1_000_000, 2], new StatisticsRequest(1) { Progress = new Progress(rows =>
                { if (rows == 1_000_002) throw new NotSupportedException(); }) }),
        })
            Assert.That(() => StatisticsPass.Observe(statistics, batch, request), Throws.Exception);
        Assert.That(statistics.Moments(), Is.EqualTo(before));
        Assert.That(statistics.Rows, Is.EqualTo(2));
    }

    [Test]
    public void Observe_CancelledOnTheWay_Stops([Values(1, 2, 8)] int threads)
    {
        using var source = new CancellationTokenSource();
        var statistics = new FeatureStatistics(1);
        var request = new StatisticsRequest
        {
            Cancellation = source.Token,
            MaxDegreeOfParallelism = threads,
            Progress = new Progress(_ => source.Cancel()),
        };

        Assert.That(() => StatisticsPass.Observe(statistics, new float[8_000_000], request),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(statistics.Rows, Is.Zero);
    }

    [Test]
    public void Observe_ReportsRowsInOrderAndAllOfThemAtTheEnd([Values(1, 4)] int threads)
    {
        var reports = new List<long>();
        var statistics = Observed.Of(new float[10, 3], 1);
        StatisticsPass.Observe(
            statistics, new float[2_000_000, 3],
            new StatisticsRequest(1) { Progress = new Progress(reports.Add), MaxDegreeOfParallelism = threads });

        Assert.That(reports, Is.Ordered.And.Unique);
        // Several threads may finish all parts before the first part is joined, so that there is only one report.
        Assert.That(reports, Has.Count.InRange(threads == 1 ? 20 : 1, 101));
        Assert.That(reports[^1], Is.EqualTo(2_000_010));
    }

    [Test]
    public void Observe_AnExceptionOfTheListener_IsThrownAsItIs([Values(1, 4)] int threads) =>
        Assert.That(
            () => Observed.Of(new float[3_000_000], new StatisticsRequest
            {
                MaxDegreeOfParallelism = threads,
                Progress = new Progress(_ => throw new NotSupportedException("mine")),
            }),
            Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("mine"));

    [TestCase(new long[] { 2_000_000 })]
    [TestCase(new long[] { 300_000, 13 }, 1)]
    [TestCase(new long[] { 2000, 1500 }, 1)]
    [TestCase(new long[] { 300, 7, 900 }, 1)]
    [TestCase(new long[] { 3000, 100, 9 }, 1)]
    [TestCase(new long[] { 60_000, 5 }, 0)]
    public void Observe_WithAnyNumberOfThreads_GivesTheSameBits(long[] sizes, params int[] kept)
    {
        var shape = Shape.Of(sizes);
        var data = TensorData.Of(TestData.Floats(shape.Length, seed: 4), shape);
        var alone = Observed.Of(data, new StatisticsRequest(kept) { MaxDegreeOfParallelism = 1 }).Moments();

        foreach (var threads in new[] { 2, 3, 8, -1, 8, 8 })
            Assert.That(Observed.Of(data, new StatisticsRequest(kept) { MaxDegreeOfParallelism = threads }).Moments().SequenceEqual(alone),
                $"{threads} threads");
    }

    [Test]
    public void Observe_ByManyThreadsAtOnce_IsNotDisturbed()
    {
        var data = TensorData.Of(TestData.Floats(600_000, seed: 5), Shape.Of(200_000, 3));
        var alone = Observed.Of(data, 1).Moments();
        var results = new Moments[8][];
        Parallel.For(0, results.Length, i => results[i] = Observed.Of(data, 1).Moments());

        Assert.That(results, Has.All.EqualTo(alone));
    }

    // Reports on the calling thread: System.Progress posts to another thread, which a test cannot wait for.
    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
