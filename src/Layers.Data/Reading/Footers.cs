using System.Globalization;

namespace Layers.Data;

/// <summary>What Parquet files say of themselves.</summary>
internal static class Footers
{
    public static string RangesText(ISqlDialect dialect, IReadOnlyList<string> files, IReadOnlyList<SqlColumn> columns)
    {
        var ranges = string.Join(", ", columns.Select(column => dialect.Quote(column.Name)).Select(name => $"CAST(min({name}) AS DOUBLE), CAST(max({name}) AS DOUBLE)"));
        return string.Join("\nUNION ALL ", files.Select(file => $"SELECT {ranges} FROM read_parquet({FilePattern.Text(file)})"));
    }

    public static long Rows(Engine engine, string query)
    {
        using var rows = new Rows(engine, $"SELECT count(*) FROM ({query}) AS source", CancellationToken.None);
        rows.Read();
        return Convert.ToInt64(rows.Current.GetValue(0), CultureInfo.InvariantCulture);
    }
}
