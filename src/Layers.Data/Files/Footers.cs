using System.Globalization;

namespace Layers.Data;

/// <summary>Queries for the footers of Parquet files.</summary>
internal static class Footers
{
    // For more files, the length of the query would cost more than it saves.
    private const int MostFiles = 500;

    /// <summary>Returns a query for the range of each column, which is in the footers of the files; null if DuckDB would not answer it from
    /// there.</summary>
    /// <remarks>DuckDB answers from a footer only if the query reads nothing else of that file, and no boolean column. With a boolean
    /// column it reads all columns once more.</remarks>
    public static string? RangesText(IReadOnlyList<string> files, IReadOnlyList<SqlColumn> columns)
    {
        if (files.Count > MostFiles || columns.Any(column => column.Number == SqlNumber.Boolean)) return null;
        var ranges = string.Join(", ",
            columns.Select(column => Sql.Quote(column.Name)).Select(name => $"CAST(min({name}) AS DOUBLE), CAST(max({name}) AS DOUBLE)"));
        return string.Join("\nUNION ALL ",
            files.Select(file => $"SELECT {ranges} FROM read_parquet({FilePattern.Text(file)}, hive_partitioning = false)"));
    }

    public static long Rows(Engine engine, string query)
    {
        using var rows = new Rows(engine, $"SELECT count(*) FROM ({query}) AS source", CancellationToken.None);
        rows.Read();
        return Convert.ToInt64(rows.Current.GetValue(0), CultureInfo.InvariantCulture);
    }
}
