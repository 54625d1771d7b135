using DuckDB.NET.Data;

namespace Layers.Data.Tests;

/// <summary>Layers and models that adapt to sources.</summary>
public sealed class AdaptTests
{
    private Folder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new Folder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void ALayerLearnsAndContinuesFromFiles()
    {
        var first = _folder.Copy("first.parquet", "SELECT i::DOUBLE AS a, 2 * i AS b FROM range(10) t(i)");
        var rest = _folder.Copy("rest.csv", "SELECT i::DOUBLE AS a, 2 * i AS b FROM range(10, 50) t(i)", "FORMAT csv, HEADER");
        var (parts, whole) = (new Normalization(), new Normalization());
        parts.Adapt(DataFile.Parquet(first));
        var report = parts.Update(DataFile.Csv(rest));
        var all = whole.Adapt(new SqlQuery("SELECT i AS a, 2 * i AS b FROM range(50) t(i)"));
        Assert.Multiple(() =>
        {
            Assert.That(report.Features.Select(feature => (feature.Name, feature.Count)),
                Is.EqualTo(new (string?, long)[] { ("a", 50), ("b", 50) }));
            Assert.That(report.Features.Select(feature => feature.Mean),
                Is.EqualTo(all.Features.Select(feature => feature.Mean)).Within(1e-14));
            Assert.That(report.Features.Select(feature => feature.Variance),
                Is.EqualTo(all.Features.Select(feature => feature.Variance)).Within(1e-12));
            Assert.That(() => parts.Update(DataFile.Csv(rest).Select("b")),
                Throws.ArgumentException.With.Message.Contain("no column 'a'").And.Message.Contain("'b'"));
            // Columns are matched by name, in any order.
            var (straight, turned) = (new Normalization(), new Normalization());
            straight.Adapt(DataFile.Parquet(first));
            turned.Adapt(DataFile.Parquet(first));
            Assert.That(turned.Update(DataFile.Csv(rest).Select("b", "a")).ToString(),
                Is.EqualTo(straight.Update(DataFile.Csv(rest)).ToString()));
        });
    }

    [Test]
    public void LayersThatNeedQuantilesHaveThemFromAQuery()
    {
        const string rows = "SELECT (i * 7919 % 1001)::DOUBLE AS a, sqrt(i) AS b FROM range(1001) t(i)";
        var (pushed, read) = (new RobustScaling(), new RobustScaling());
        pushed.Adapt(new SqlQuery(rows));
        read.Adapt(new SqlQuery(rows).ReadBatches());
        Assert.Multiple(() =>
        {
            // Quantiles are interpolated between the engine's 129 cuts.
            Assert.That(pushed.Center!.ToArray<double>(), Is.EqualTo(read.Center!.ToArray<double>()).Within(0.1).Percent);
            Assert.That(pushed.Range!.ToArray<double>(), Is.EqualTo(read.Range!.ToArray<double>()).Within(0.1).Percent);
            Assert.That(pushed.Report!.Features[0].HasQuantiles, Is.True);
        });
    }

    // The engine computes sums where it can, and a sum does not show which value is missing.
    [Test]
    public void AMissingValue_IsNamedWithItsRow()
    {
        var file = DataFile.Csv(_folder.Copy("rows.csv", "SELECT i AS a, CASE WHEN i % 100 = 70 THEN NULL ELSE i / 2 END AS b FROM " +
            "range(1000) t(i)", "FORMAT csv, HEADER"));
        var query = new SqlQuery("SELECT i AS a, CASE WHEN i % 100 = 70 THEN NULL ELSE i / 2 END AS b FROM range(1000) t(i)");
        Assert.Multiple(() =>
        {
            foreach (var source in new RowSource[] { file, query })
            {
                var (layer, going) = (new Normalization(), new Normalization());
                going.Adapt(new float[,] { { 1, 2 }, { 3, 4 } });
                using var model = new Sequential { new Input(2), new Normalization(), new Dense(1) };
                foreach (var adapt in new Action[] { () => layer.Adapt(source), () => going.Update(source), () => model.Adapt(source) })
                    Assert.That(() => adapt(),
                        Throws.ArgumentException.With.Message.Contains("Feature 1 ('b') has 10 in 1,000 rows, and is first missing in " +
                        "row 70"));
                Assert.That((layer.IsAdapted, going.State!.Rows), Is.EqualTo((false, 2L)));
                layer.MissingValues = MissingValues.Ignore;
                Assert.That(layer.Adapt(source).Features[1].Missing, Is.EqualTo(10));
            }
        });
    }

    [Test]
    public void AFaultOrCancellationLeavesTheLayerAsItWas()
    {
        var layer = new Normalization();
        layer.Adapt(new float[,] { { 1 }, { 3 } });
        var before = layer.State;
        using var cancelled = new CancellationTokenSource();
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));
        Assert.Multiple(() =>
        {
            Assert.That(() => layer.Adapt(new SqlQuery("SELECT CASE WHEN i = 99 THEN 'inf'::DOUBLE ELSE i END AS x FROM range(100) t(i)")),
                Throws.TypeOf<RowSourceException>().With.Message.Contain("row 99"));
            Assert.That(() => layer.Adapt(new SqlQuery("SELECT random() AS x FROM range(10000000000)"), cancellation: cancelled.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => layer.Adapt(DataFile.Csv(_folder["none.csv"])), Throws.TypeOf<RowSourceException>());
            Assert.That(layer.State, Is.SameAs(before));
        });
    }

    // The first request to stop comes before the statement begins. Without a second request, the statement would count to the end.
    [Test]
    public void CancellingWhileItConnectsStopsTheStatementThatFollows()
    {
        using var cancelled = new CancellationTokenSource();
        var engine = new Engine("an engine that is slow to connect", () =>
        {
            cancelled.Cancel();
            return new DuckDBConnection("DataSource=:memory:");
        });
        Assert.That(() => new Rows(engine, "SELECT sum(random()) FROM range(10000000000)", cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AModelTrainsOnStreamedExamplesOfADatabase()
    {
        PostgresServer.Execute("DROP TABLE IF EXISTS trips; CREATE TABLE trips AS SELECT i::real AS distance, (i % 24)::real AS hour, (2 " +
            "+ 3 * i)::real AS fare FROM generate_series(1, 400) i");
        var trips = new SqlQuery("SELECT * FROM trips", PostgresServer.Connect);
        var normalization = new Normalization();
        normalization.Adapt(trips.Select("distance", "hour"));
        using var model = new Sequential { new Input(2), normalization, new Dense(1) };
        model.Compile(new Adam(learningRate: 0.5), Loss.MeanSquaredError);
        foreach (var (x, y) in trips.Examples(["fare"], batchSize: 100, seed: 1))
            Assert.That((x.Shape.ToString(), y.Shape.ToString(), x.Type), Is.EqualTo(("[100, 2]", "[100, 1]", DType.Float32)));
        var history = model.Fit(trips.Examples(["fare"], batchSize: 100, seed: 1), epochs: 5);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));
        Assert.That(normalization.Report!.Features[0].Mean, Is.EqualTo(200.5));
    }
}
