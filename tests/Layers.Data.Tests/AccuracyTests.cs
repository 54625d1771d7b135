using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Layers.Data.Tests;

/// <summary>For data that breaks naive formulas, DuckDB, SQL and the pass over rows in memory give the same statistics.</summary>
public sealed class AccuracyTests
{
    private const double Tolerance = 1e-12;

    // The relative error of an integer that a double cannot hold.
    private const double LastDigit = 2.3e-16;

    private static readonly IEnumerable<TestCaseData> s_engines = [.. new[] { "memory", "DuckDB Parquet", "DuckDB CSV", "DuckDB table",
        "DuckDB streamed", "PostgreSQL", "SQLite" }.Select(name => new TestCaseData(name).SetArgDisplayNames(name))];

    [TestCaseSource(nameof(s_engines))]
    public void StatisticsAreRight(string engine)
    {
        var report = Learn(engine).ToDictionary(feature => feature.Name!);
        Assert.Multiple(() =>
        {
            foreach (var name in HardColumns.Names)
            {
                var (mean, squares, minimum, maximum) = HardColumns.Truth(name);
                var seen = report[name];
                TestContext.Out.WriteLine($"{engine} {name}: mean {Off(seen.Mean, mean):E1}, variance " +
                    $"{Off(seen.Variance * HardColumns.Rows, squares):E1}");
                Assert.That(seen.Count, Is.EqualTo(HardColumns.Rows), name);
                // If the values are far from 0 and their mean is near 0, the precision of the mean is that of the values.
                Assert.That(seen.Mean, Is.EqualTo(mean).Within(Tolerance * Math.Max(Math.Abs(mean), Math.Sqrt(squares / HardColumns.Rows))),
                    $"{name}: mean");
                Assert.That(seen.Variance * HardColumns.Rows, Is.EqualTo(squares).Within(Tolerance * squares),
                    $"{name}: squared deviations");
                Assert.That(seen.Minimum, Is.EqualTo(minimum).Within(LastDigit * Math.Abs(minimum)), $"{name}: minimum");
                Assert.That(seen.Maximum, Is.EqualTo(maximum).Within(LastDigit * Math.Abs(maximum)), $"{name}: maximum");
            }
        });
    }

    private static double Off(double value, double truth) => truth == 0 ? Math.Abs(value) : Math.Abs((value - truth) / truth);

    private static IEnumerable<FeatureReport> Learn(string engine)
    {
        using var folder = new Folder();
        switch (engine)
        {
            case "memory": return InMemory();
            case "PostgreSQL":
                FillPostgres();
                return Push(new SqlQuery("SELECT * FROM hard", PostgresServer.Connect));
            case "SQLite":
                var file = $"Data Source={folder["hard.db"]};Pooling=False";
                FillSqlite(file);
                return Push(new SqlQuery("SELECT * FROM hard", () => new SqliteConnection(file)));
            default:
                var csv = folder.Write("hard.csv", HardColumns.Csv());
                var typed = $"SELECT * FROM read_csv('{csv}', types = {{{string.Join(", ", HardColumns.Names
            .Select(name => $"'{name}': '{(HardColumns.Integers.ContainsKey(name) ? "BIGINT" : "DOUBLE")}'"))}}})";
                if (engine == "DuckDB CSV") return Push(DataFile.Csv(csv));
                if (engine == "DuckDB Parquet") return Push(DataFile.Parquet(folder.Copy("hard.parquet", typed)));
                if (engine == "DuckDB table") return Push(new SqlQuery(typed));
                IEnumerable<FeatureReport>[] layers = [Streamed(new SqlQuery(typed).Select([.. HardColumns.Doubles.Keys])),
                    Streamed(new SqlQuery(typed).Select([.. HardColumns.Integers.Keys]))];
                return [.. layers.SelectMany(features => features)];
        }
    }

    private static IEnumerable<FeatureReport> Push(RowSource source) =>
        source.Summarize(new NumericSummary(QuantilePrecision.None))!.Report.Features;

    private static IEnumerable<FeatureReport> Streamed(RowSource source) =>
        new Normalization(dtype: DTypePolicy.Float64).Adapt(source.ReadBatches(batchSize: 4_001), featureNames: source.Columns).Features;

    private static IEnumerable<FeatureReport> InMemory()
    {
        var doubles = new Normalization(dtype: DTypePolicy.Float64)
            .Adapt(Matrix(HardColumns.Doubles), featureNames: [.. HardColumns.Doubles.Keys]).Features;
        var integers = new Normalization(dtype: DTypePolicy.Float64)
            .Adapt(Matrix(HardColumns.Integers), featureNames: [.. HardColumns.Integers.Keys]).Features;
        return [.. doubles, .. integers];
    }

    private static TensorData Matrix<T>(IReadOnlyDictionary<string, T[]> columns)
    {
        var all = columns.Values.ToArray();
        var values = new T[HardColumns.Rows * all.Length];
        for (var i = 0; i < values.Length; i++) values[i] = all[i % all.Length][i / all.Length];
        return TensorData.Of(values, Shape.Of(HardColumns.Rows, all.Length));
    }

    private static void FillPostgres()
    {
        PostgresServer.Execute($"DROP TABLE IF EXISTS hard; CREATE TABLE hard ({string.Join(", ", HardColumns.Names
            .Select(name => $"{name} {(HardColumns.Integers.ContainsKey(name) ? "bigint" : "double precision")}"))})");
        using var connection = PostgresServer.Connect();
        connection.Open();
        using var import = connection.BeginBinaryImport("COPY hard FROM STDIN (FORMAT BINARY)");
        for (var row = 0; row < HardColumns.Rows; row++)
        {
            import.StartRow();
            foreach (var column in HardColumns.Doubles.Values) import.Write(column[row], NpgsqlDbType.Double);
            foreach (var column in HardColumns.Integers.Values) import.Write(column[row], NpgsqlDbType.Bigint);
        }
        import.Complete();
    }

    private static void FillSqlite(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE hard ({string.Join(", ", HardColumns.Names
            .Select(name => $"{name} {(HardColumns.Integers.ContainsKey(name) ? "INTEGER" : "REAL")}"))})";
        command.ExecuteNonQuery();
        command.CommandText = $"INSERT INTO hard VALUES ({string.Join(", ", HardColumns.Names.Select(name => $"${name}"))})";
        foreach (var name in HardColumns.Names)
            command.Parameters.Add($"${name}", HardColumns.Integers.ContainsKey(name) ? SqliteType.Integer : SqliteType.Real);
        for (var row = 0; row < HardColumns.Rows; row++)
        {
            var at = 0;
            foreach (var column in HardColumns.Doubles.Values) command.Parameters[at++].Value = column[row];
            foreach (var column in HardColumns.Integers.Values) command.Parameters[at++].Value = column[row];
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
