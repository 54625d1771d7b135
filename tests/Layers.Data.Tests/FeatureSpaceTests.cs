namespace Layers.Data.Tests;

/// <summary>A feature space of numbers and words adapts in the engine that has the rows, with one query for each kind of column. The result
/// equals that of the rows read into memory.</summary>
public sealed class FeatureSpaceTests
{
    private const string Trips = "SELECT i AS id, (i % 97) * 0.5 AS fare, i % 5 AS hour, 'z' || (i % 7) AS zone, CASE WHEN i % 11 = 0 " +
        "THEN NULL ELSE 'c' || (i % 3) END AS card";

    [Test]
    public void DuckDb_ComputesWhatIsLearned()
    {
        using var folder = new Folder();
        Same(DataFile.Parquet(folder.Copy("trips.parquet", $"{Trips} FROM range(2000) t(i)")));
    }

    [Test]
    public void Postgres_ComputesWhatIsLearned()
    {
        PostgresServer.Execute("DROP TABLE IF EXISTS mixed; CREATE TABLE mixed AS " +
            $"{Trips.Replace("0.5", "0.5::float8", StringComparison.Ordinal)} FROM generate_series(0, 1999) i");
        Same(new SqlQuery("SELECT * FROM mixed", PostgresServer.Connect));
    }

    private static void Same(RowSource source)
    {
        using var pushed = Space();
        using var read = Space();
        var counted = new Counted(source);
        var report = pushed.Adapt(counted);
        read.Adapt(source.ToTable());
        Assert.Multiple(() =>
        {
            Assert.That(report.Passes, Is.EqualTo(1));
            Assert.That(counted.Asked,
                Is.EqualTo(new[] { "NumericSummary of fare, hour", "VocabularySummary of zone", "VocabularySummary of card" }));
            Assert.That(counted.Read, Is.EqualTo(new[] { "card" }), "the missing text is a word of the file");
            Assert.That(pushed.OutputColumns, Is.EqualTo(read.OutputColumns));
            var rows = source.ToTable();
            var (a, b) = (pushed.Predict(pushed.InputsOf(rows)).Values.Single().ToArray<float>(),
                read.Predict(read.InputsOf(rows)).Values.Single().ToArray<float>());
            Assert.That(a, Is.EqualTo(b).Within(1e-5));
        });
    }

    private static FeatureSpace Space() =>
        new() { { ["fare", "hour"], new Normalization() }, Feature.StringCategorical("zone"), Feature.StringCategorical("card") };

    /// <summary>A source that records the summaries and the batches that it was asked for.</summary>
    private sealed class Counted(RowSource source, Counted? whole = null) : RowSource
    {
        public List<string> Asked { get; } = [];

        public List<string> Read { get; } = [];

        public override string Description => source.Description;

        public override IReadOnlyList<string> Columns => source.Columns;

        public override IReadOnlyList<ColumnType> Types => source.Types;

        public override RowSource Select(params IReadOnlyList<string> columns) => new Counted(source.Select(columns), whole ?? this);

        public override AdaptState? Summarize(SummaryRequest request, CancellationToken cancellation = default)
        {
            (whole ?? this).Asked.Add($"{request.GetType().Name} of {string.Join(", ", Columns)}");
            return source.Summarize(request, cancellation);
        }

        public override IEnumerable<TensorData> ReadBatches(int batchSize = 1 << 16, CancellationToken cancellation = default) =>
            throw new NotSupportedException("It has texts.");

        public override IEnumerable<Table> ReadTables(int batchSize = 1 << 16, CancellationToken cancellation = default)
        {
            (whole ?? this).Read.AddRange(Columns);
            return source.ReadTables(batchSize, cancellation);
        }
    }
}
