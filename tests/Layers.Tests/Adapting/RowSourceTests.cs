namespace Layers.Tests.Adapt;

/// <summary>Sources, and batches that arrive over time.</summary>
public class RowSourceTests
{
    private static readonly float[,] s_rows = { { 1, 10 }, { 2, 30 }, { 3, 20 }, { 5, 50 }, { 8, 10 } };

    [Test]
    public void ASourceThatIsRead_GivesWhatItsRowsGive_AndItsNames()
    {
        var (expected, layer) = (new Normalization(), new Normalization());
        expected.Adapt(s_rows);
        var reported = new List<long>();
        layer.Adapt(new Reading(["a", "b"], s_rows), new Immediate(reported.Add));

        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(expected.Mean!.ToArray<float>()));
        Assert.That(layer.Variance!.ToArray<float>(), Is.EqualTo(expected.Variance!.ToArray<float>()));
        Assert.That(layer.State!.FeatureNames, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(reported[^1], Is.EqualTo(5));
        Assert.That(() => layer.Update(new Reading(["a", "c"], s_rows)),
            Throws.ArgumentException.With.Message.Contains("'b'").And.Message.Contains("'c'"));
    }

    [Test]
    public void ASourceThatSummarizes_IsNotRead()
    {
        var layer = new MinMaxScaling();
        var report = layer.Adapt(new Summing());
        Assert.That(report.Features[1].Name, Is.EqualTo("b"));
        Assert.That(report.Features[1].Variance, Is.EqualTo(4));

        var more = layer.Update(new Summing());
        Assert.That(more.Rows, Is.EqualTo(20));
        Assert.That(more.Features[0].Count, Is.EqualTo(20));

        using var model = new Sequential { new Input(2), new Normalization(), new Dense(1) };
        Assert.That(model.Adapt(new Summing()).Passes, Is.EqualTo(1));
    }

    [Test]
    public void ASourceThatSummarizes_IsReadWhereALayerStandsBehindAnother()
    {
        var second = new Normalization();
        using var model = new Sequential { new Input(2), new MinMaxScaling(), second };
        var report = model.Adapt(new Reading(["a", "b"],
            s_rows)
        { State = () => AdaptState.Of(5, [new(5, 3.8, 30.8, 1, 8), new(5, 24, 1120, 10, 50)], ["a", "b"]) });

        Assert.That(report.Passes, Is.EqualTo(2));
        Assert.That(second.Mean!.ToArray<float>()[0], Is.EqualTo(0.4f).Within(1e-6f));
    }

    [Test]
    public void ASourceThatBreaks_LeavesTheLayer()
    {
        var layer = new Normalization();
        layer.Adapt(s_rows);
        var before = layer.Mean!.ToArray<float>();
        Assert.That(() => layer.Adapt(new Reading(["a", "b"], s_rows) { FailsAt = 2 }), Throws.TypeOf<RowSourceException>());
        Assert.That(() => layer.Update(new Reading(["a", "b"], s_rows) { FailsAt = 2 }), Throws.TypeOf<RowSourceException>());
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(before));
        Assert.That(layer.Report!.Rows, Is.EqualTo(5));
    }

    [Test]
    public void OneFeatureOverAll_IsReadFromASource()
    {
        var layer = new Normalization(axis: []);
        layer.Adapt(new Reading(["a", "b"], s_rows) { State = () => throw new AssertionException("It has no such statistics.") });
        Assert.That(layer.Mean!.ToArray<float>()[0], Is.EqualTo(13.9f).Within(1e-5f));
    }

    [Test]
    public async Task BatchesInTime_GiveWhatTheyGiveAtOnce()
    {
        var (expected, layer) = (new Normalization(), new Normalization());
        expected.Adapt([s_rows, s_rows]);
        var report = await layer.AdaptAsync(InTime(s_rows), featureNames: ["a", "b"]);
        Assert.That(report.Rows, Is.EqualTo(5));
        await layer.UpdateAsync(InTime(s_rows));

        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(expected.Mean!.ToArray<float>()));
        Assert.That(layer.State!.FeatureNames, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task BatchesInTime_CanBeStopped()
    {
        var layer = new Normalization();
        layer.Adapt(s_rows);
        using var cancel = new CancellationTokenSource();
        var learning = layer.AdaptAsync(Endless(cancel.Token), cancellation: cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await learning, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(layer.Report!.Rows, Is.EqualTo(5));
    }

    [Test]
    public void Observe_ChangesNothing_AndAPartMayLackAFeature()
    {
        var layer = new Normalization { MissingValues = MissingValues.Ignore };
        var first = layer.Observe(new float[,] { { 1, float.NaN }, { 3, float.NaN } });
        var second = layer.Observe(new float[,] { { float.NaN, 4 }, { 5, 8 } });
        Assert.That(layer.IsAdapted, Is.False);

        layer.Adapt(AdaptState.Merge([first, second]));
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { 3f, 6f }));
    }

    private static async IAsyncEnumerable<TensorData> InTime(float[,] rows)
    {
        for (var i = 0; i < rows.GetLength(0); i++)
        {
            await Task.Yield();
            yield return new float[,] { { rows[i, 0], rows[i, 1] } };
        }
    }

    private static async IAsyncEnumerable<TensorData> Endless(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(1, cancellation);
            yield return new float[,] { { 1, 2 } };
        }
    }

    private sealed class Reading(string[] columns, float[,] rows) : RowSource
    {
        public int FailsAt { get; init; } = -1;

        public Func<AdaptState?> State { get; init; } = () => null;

        public override string Description => "rows in memory";

        public override IReadOnlyList<string> Columns => columns;

        public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) => State();

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 65536, CancellationToken cancellation = default)
        {
            for (var i = 0; i < rows.GetLength(0); i++)
            {
                if (i == FailsAt) throw new RowSourceException($"rows in memory: row {i} cannot be read.");
                yield return new float[,] { { rows[i, 0], rows[i, 1] } };
            }
        }
    }

    private sealed class Summing : RowSource
    {
        public override string Description => "an engine";

        public override IReadOnlyList<string> Columns => ["a", "b"];

        public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default) =>
            AdaptState.Of(10, [new FeatureMoments(10, 1, 10, 0, 2), new FeatureMoments(10, 2, 40, 0, 4)], Columns);

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 65536, CancellationToken cancellation = default) =>
            throw new AssertionException("It need not be read.");
    }

    private sealed class Immediate(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
