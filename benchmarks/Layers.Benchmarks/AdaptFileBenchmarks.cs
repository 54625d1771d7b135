using BenchmarkDotNet.Attributes;
using DuckDB.NET.Data;
using Layers.Data;

namespace Layers.Benchmarks;

/// <summary>Learning from files of 13 float32 columns. The best possible time is that of DuckDB's own aggregate over the same
/// file.</summary>
public class AdaptFileBenchmarks : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public AdaptFileBenchmarks()
    {
        _connection.Open();
        Write(10_000_000, Parquet, "FORMAT parquet");
        Write(2_000_000, ShortParquet, "FORMAT parquet");
        Write(1_000_000, Csv, "FORMAT csv, HEADER");
    }

    /// <summary>10,000,000 rows.</summary>
    public string Parquet => _folder["rows.parquet"];

    /// <summary>2,000,000 rows.</summary>
    public string ShortParquet => _folder["fewer.parquet"];

    /// <summary>1,000,000 rows.</summary>
    public string Csv => _folder["rows.csv"];

    [Benchmark]
    public object ParquetDuckDb() => Aggregate($"read_parquet('{Parquet}')");

    [Benchmark]
    public object ParquetLayers() => new Normalization().Adapt(DataFile.Parquet(Parquet));

    [Benchmark]
    public object CsvDuckDb() => Aggregate($"read_csv('{Csv}')");

    [Benchmark]
    public object CsvLayers() => new Normalization().Adapt(DataFile.Csv(Csv));

    [GlobalCleanup]
    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private object Aggregate(string table)
    {
        var columns = Columns(column => $"count(f{column}), avg(f{column}), var_pop(f{column}), min(f{column}), max(f{column})");
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT count(*), {columns} FROM {table}";
        return command.ExecuteScalar()!;
    }

    private void Write(int rows, string path, string format)
    {
        // Uniform numbers whose columns differ in mean and spread. A row depends only on its number.
        var columns = Columns(column => $"((hash(i * 16 + {column}) / 18446744073709551616.0 - 0.5) * {column + 1} + " +
            $"{column * column})::FLOAT AS f{column}");
        using var command = _connection.CreateCommand();
        command.CommandText = $"COPY (SELECT {columns} FROM range({rows}) numbers(i)) TO '{path}' ({format})";
        command.ExecuteNonQuery();
    }

    private static string Columns(Func<int, string> column) => string.Join(", ", Enumerable.Range(0, Matrix.Features).Select(column));
}
