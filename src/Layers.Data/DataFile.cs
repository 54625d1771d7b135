using DuckDB.NET.Data;

namespace Layers.Data;

/// <summary>Rows of files, read by DuckDB in this process: CSV, Parquet or JSON lines, one file or all that a pattern fits, compressed or not.</summary>
/// <remarks>Files are touched when they are first needed. In a pattern <c>*</c> stands for any characters of a name, <c>**</c> for any folders, <c>?</c> for one character and
/// <c>[ab]</c> for one of some; the path of a file that is there is no pattern. <c>.gz</c> and <c>.zst</c> at the end of a CSV or JSON file's name say that it is compressed.</remarks>
/// <example><code>
/// var trips = DataFile.Parquet("trips/*.parquet").Select("distance", "fare");
/// normalization.Adapt(trips);
/// </code></example>
public sealed class DataFile : SqlRowSource
{
    // More would make a query too long to be worth it.
    private const int MostFooters = 500;

    private readonly string? _parquet;

    private DataFile(string format, string path, string table, bool isParquet = false)
        : base(new Engine($"{format} '{path}'", () => new DuckDBConnection("DataSource=:memory:"), dialect: new DuckDbDialect()), $"SELECT * FROM {table}")
    {
        Path = path;
        _parquet = isParquet ? path : null;
    }

    private DataFile(DataFile all, IReadOnlyList<string> columns)
        : base(all, columns)
    {
        (Path, _parquet) = (all.Path, all._parquet);
    }

    /// <summary>The path or pattern.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    /// <remarks>A Parquet file says so in its footer; a CSV or JSON file does not.</remarks>
    public override long? Rows => _parquet is null ? null : Footers.Rows(Engine, Query);

    /// <summary>A file of delimited text, or several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <param name="options">How it is written; <see langword="null"/> to find out.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataFile Csv(string path, CsvOptions? options = null) =>
        new("CSV", path, $"read_csv({FilePattern.Text(path)}{CsvText.Of(options ?? new CsvOptions())})");

    /// <summary>A Parquet file, or several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataFile Parquet(string path) => new("Parquet", path, $"read_parquet({FilePattern.Text(path)})", isParquet: true);

    /// <summary>A file with one JSON object a line, or several with the same columns.</summary>
    /// <param name="path">A path or a pattern.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataFile JsonLines(string path) => new("JSON lines", path, $"read_json({FilePattern.Text(path)}, format = 'newline_delimited')");

    /// <summary>The same rows with some columns only, in the order given. The file is looked at at once.</summary>
    /// <param name="columns">Names of columns of numbers, as the file gives them, each once.</param>
    /// <returns>A new source; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">There is no such column (the message lists those there are), it is no number, or it is named twice.</exception>
    /// <exception cref="RowSourceException">The file cannot be read.</exception>
    public DataFile Select(params IReadOnlyList<string> columns) => new(this, columns);

    private protected override Look Look()
    {
        if (FilePattern.Files(Engine, Path).Count == 0) throw Throw.NoFiles(Engine.Description);
        return base.Look();
    }

    // A Parquet file's footer holds the range of each column, and DuckDB answers from there as long as a query asks one file for nothing else, and for no truth
    // values: with one of these it reads all of the columns, and that once more.
    private protected override string? RangesText(SqlColumn[] columns)
    {
        if (_parquet is null || Array.Exists(columns, column => column.Number == SqlNumber.Boolean) || FilePattern.Files(Engine, Path) is not { Count: <= MostFooters } files) return null;
        return Footers.RangesText(Engine.Dialect, files, columns);
    }
}
