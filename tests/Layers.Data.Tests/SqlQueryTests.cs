using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Layers.Data.Tests;

/// <summary>Queries to databases: PostgreSQL and SQLite.</summary>
public sealed class SqlQueryTests
{
    private static readonly NumericSummary s_moments = new(QuantilePrecision.None);

    [Test]
    public void TypesOfPostgresAreNumbers()
    {
        var source = new SqlQuery(""""
            SELECT i::smallint AS s, i::int AS "the ""int""", i::bigint AS l, i / 4.0 AS n, (i / 4.0)::real AS r, i % 2 = 0 AS b,
                CASE i WHEN 3 THEN 'NaN'::float8 WHEN 4 THEN NULL ELSE i END AS gaps
            FROM generate_series(1, 8) i -- the last line
            """", PostgresServer.Connect);
        var report = source.Summarize(s_moments)!.Report;
        var rows = source.ReadBatches().Single().ToArray<double>();
        Assert.Multiple(() =>
        {
            Assert.That(report.Features.Select(feature => feature.Name), Is.EqualTo(new[] { "s", "the \"int\"", "l", "n", "r", "b", "gaps" }));
            Assert.That(report.Features.Select(feature => feature.Mean), Is.EqualTo(new[] { 4.5, 4.5, 4.5, 1.125, 1.125, 0.5, 29 / 6.0 }).Within(1e-15));
            Assert.That(report.Features[6].Missing, Is.EqualTo(2));
            Assert.That(rows[14..21], Is.EqualTo(new[] { 3, 3, 3, 0.75, 0.75, 0, double.NaN }));
        });
    }

    [Test]
    public void QuantilesAreThoseOfTheSortedValues()
    {
        using var folder = new Folder();
        var path = folder.Copy("q.parquet", "SELECT (i * 7919 % 1000)::DOUBLE AS x, (i % 10)::DOUBLE AS steps FROM range(1000) t(i)");
        PostgresServer.Execute("DROP TABLE IF EXISTS q; CREATE TABLE q AS SELECT (i * 7919 % 1000)::float8 AS x, (i % 10)::float8 AS steps FROM generate_series(0, 999) i");
        Assert.Multiple(() =>
        {
            foreach (var source in new SqlRowSource[] { DataFile.Parquet(path), new SqlQuery("SELECT * FROM q", PostgresServer.Connect) })
            {
                var cuts = Cuts.Of(source);
                Assert.That(cuts[0], Has.Count.EqualTo(129), source.Description);
                Assert.That(cuts[0], Is.EqualTo(Enumerable.Range(0, 129).Select(i => i * 999 / 128.0)).Within(1e-9), source.Description);
                Assert.That((cuts[1][0], cuts[1][64], cuts[1][128]), Is.EqualTo((0.0, 4.5, 9.0)), source.Description);
            }
        });
    }

    [Test]
    public void TextInASqliteColumnIsRefused()
    {
        using var folder = new Folder();
        SqliteConnection Connect() => new($"Data Source={folder["t.db"]};Pooling=False");
        using (var connection = Connect())
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (a REAL, b INTEGER); INSERT INTO t VALUES (1, 2), (2.5, 3), (3, NULL); CREATE TABLE u (a REAL); INSERT INTO u VALUES (1), (2), ('oops')";
            command.ExecuteNonQuery();
        }
        var good = new SqlQuery("SELECT * FROM t;", Connect);
        Assert.Multiple(() =>
        {
            Assert.That(good.ReadBatches().Single().ToArray<double>(), Is.EqualTo(new[] { 1, 2, 2.5, 3, 3, double.NaN }));
            Assert.That(good.Summarize(s_moments)!.Report.Features[1].Missing, Is.EqualTo(1));
            Assert.That(good.Summarize(new NumericSummary(QuantilePrecision.Full)), Is.Null);
            Assert.That(() => new SqlQuery("SELECT * FROM u", Connect).Summarize(s_moments), Throws.TypeOf<RowSourceException>().With.Message.Contain("column 'a' in row 2 (the first row is 0) has 'oops'"));
        });
    }

    // SQLite refuses FETCH FIRST, and SQL Server requires an order for it. The standard dialect therefore asks for all rows and stops
    // reading early.
    [Test]
    public void AnEngineOfNoDialect_IsAskedForItsFirstRowsOnly()
    {
        using var folder = new Folder();
        SqliteConnection Connect() => new($"Data Source={folder["t.db"]};Pooling=False");
        SqlQuery Query(int rows, int faulty) => new($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
            SELECT abs(CASE i WHEN {faulty} THEN -9223372036854775808 ELSE i END) AS x,
            i / 2.0 AS half FROM n -- abs has no answer for the smallest integer
            """, Connect, new AnsiDialect());
        var faulty = Query(3000, faulty: 2000);
        var features = Query(3000, faulty: 0).Summarize(s_moments)!.Report.Features;
        Assert.Multiple(() =>
        {
            Assert.That(faulty.Columns, Is.EqualTo(new[] { "x", "half" }));
            Assert.That(() => faulty.ReadBatches().Count(), Throws.TypeOf<RowSourceException>().With.Message.Contain("integer overflow"));
            Assert.That(() => Query(3000, faulty: 500).Columns, Throws.TypeOf<RowSourceException>().With.Message.Contain("integer overflow"));
            Assert.That(features.Select(feature => feature.Mean), Is.EqualTo(new[] { 1500.5, 750.25 }).Within(1e-12));
            Assert.That(features.Select(feature => feature.Count), Is.All.EqualTo(3000));
            Assert.That(Query(7, faulty: 0).ReadBatches().Single().ToArray<double>()[..4], Is.EqualTo(new[] { 1, 0.5, 2, 1 }));
        });
    }

    [Test]
    public void ADatabaseThatGoesAwayLeavesTheLayerAsItWas()
    {
        var layer = new Normalization();
        layer.Adapt(new float[,] { { 1 }, { 3 } });
        var before = layer.State;
        var source = new SqlQuery("SELECT i::float8 AS x, repeat('y', 1000) IS NULL AS y FROM generate_series(1, 3000000) i", PostgresServer.Connect).Select("x");
        var fault = Assert.Throws<RowSourceException>(() => layer.Adapt(Ended(source.ReadBatches(1000))));
        Assert.Multiple(() =>
        {
            Assert.That(fault?.Message, Does.Contain("The query 'SELECT i::float8 AS x").And.Match(@"at row [\d,]*\d{3} \(the first row is 0\): "));
            Assert.That(layer.State, Is.SameAs(before));
            // The pool's connections died too; the next reading succeeds all the same.
            Assert.That(source.ReadBatches(10).First().Shape[0].Size, Is.EqualTo(10));
            Assert.That(new SqlQuery("SELECT * FROM generate_series(1, 5) AS x", PostgresServer.Connect).Summarize(s_moments)!.Report.Features[0].Mean, Is.EqualTo(3));
        });

        static IEnumerable<TensorData> Ended(IEnumerable<TensorData> batches)
        {
            var ended = false;
            foreach (var batch in batches)
            {
                yield return batch;
                if (!ended) PostgresServer.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
                ended = true;
            }
        }
    }

    [Test]
    public void EveryConnectionIsClosed()
    {
        var made = new List<NpgsqlConnection>();
        NpgsqlConnection Connect()
        {
            made.Add(PostgresServer.Connect());
            return made[^1];
        }
        var source = new SqlQuery("SELECT i::float8 AS x, 10 / (i - 5000) AS y FROM generate_series(1, 6000) i", Connect);
        foreach (var batch in source.Select("x").ReadBatches(10))
        {
            Assert.That(batch.Length, Is.EqualTo(10));
            break;
        }
        using var cancelled = new CancellationTokenSource();
        var reading = source.ReadBatches(10, cancelled.Token).GetEnumerator();
        reading.MoveNext();
        cancelled.Cancel();
        Assert.Multiple(() =>
        {
            Assert.That(() => reading.MoveNext(), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => source.Summarize(s_moments), Throws.TypeOf<RowSourceException>().With.Message.Contain("division by zero"));
            Assert.That(() => source.ReadBatches(10).Count(), Throws.TypeOf<RowSourceException>().With.Message.Contain("division by zero"));
            Assert.That(() => new SqlQuery("SELECT nonsense", Connect).Columns, Throws.TypeOf<RowSourceException>().With.Message.Contain("nonsense"));
            Assert.That(made, Has.Count.GreaterThan(4));
            Assert.That(made.Select(connection => connection.State), Is.All.EqualTo(ConnectionState.Closed));
        });
    }

    [Test]
    public void AParameterIsAddedWhereTheCommandIsPrepared()
    {
        var source = new SqlQuery("SELECT i FROM generate_series(1, 100) AS i WHERE i <= @most", PostgresServer.Connect, prepare: command =>
        {
            var most = command.CreateParameter();
            (most.ParameterName, most.Value) = ("most", 9);
            command.Parameters.Add(most);
        });
        Assert.That(source.Summarize(s_moments)!.Report.Features[0].Mean, Is.EqualTo(5));
    }

    [Test]
    public void ABadQueryIsAnError()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new SqlQuery(" "), Throws.ArgumentException);
            Assert.That(() => new SqlQuery("SELECT 1", null!), Throws.ArgumentNullException);
            Assert.That(() => new SqlQuery("SELECT 1 AS x", () => null!).Columns, Throws.TypeOf<RowSourceException>().With.Message.Contain("returned null"));
            Assert.That(() => new SqlQuery("SELECT 1 AS x, 2 AS x", PostgresServer.Connect).Columns, Throws.TypeOf<RowSourceException>().With.Message.Contain("two columns 'x'"));
            Assert.That(() => new SqlQuery("SELECT 1 AS x").ReadBatches(0), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new SqlQuery("SELECT 1e200::float8 * i AS x FROM generate_series(0, 9) i", PostgresServer.Connect).Summarize(s_moments), Throws.TypeOf<RowSourceException>().With.Message.Contain("column 'x' overflow"));
        });
    }
}
