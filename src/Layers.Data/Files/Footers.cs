using System.Globalization;

namespace Layers.Data;

/// <summary>What Parquet files say of themselves.</summary>
internal static class Footers
{
    // More would make a query too long to be worth it.
    private const int MostFiles = 500;

    /// <summary>A query of the range of each column, which a file's footer holds; null where it would not be answered from there.</summary>
    /// <remarks>DuckDB answers from a footer as long as a query asks one file for nothing else, and for no truth values: with one of these
    /// it reads all of the columns, and that once more.</remarks>
    public static string? RangesText(IReadOnlyList<string> files, IReadOnlyList<SqlColumn> columns)
    {
        if (files.Count > MostFiles || columns.Any(column => column.Number == SqlNumber.Boolean)) return null;
        var ranges = string.Join(", ", columns.Select(column => Sql.Quote(column.Name)).Select(name => $"CAST(min({name}) AS DOUBLE), CAST(max({name}) AS DOUBLE)"));
        return string.Join("\nUNION ALL ", files.Select(file => $"SELECT {ranges} FROM read_parquet({FilePattern.Text(file)}, hive_partitioning = false)"));
    }

    public static long Rows(Engine engine, string query)
    {
        using var rows = new Rows(engine, $"SELECT count(*) FROM ({query}) AS source", CancellationToken.None);
        rows.Read();
        return Convert.ToInt64(rows.Current.GetValue(0), CultureInfo.InvariantCulture);
    }
}
