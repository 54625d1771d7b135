using System.Globalization;

namespace Layers.Data;

/// <summary>Builds the SQL of the aggregate queries.</summary>
internal static class AggregateText
{
    /// <summary>Returns a query for all columns in one pass: the number of rows; then for each column the count, the sum of the deviations,
    /// the sum of their squares and, if requested, the range.</summary>
    public static string Moments(ISqlDialect dialect, string query, IReadOnlyList<SqlColumn> columns, IReadOnlyList<Shift> shifts,
        bool ranges)
    {
        var names = Enumerable.Range(0, columns.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var inner = columns.Select((column, i) =>
            $"{(ranges ? $"{dialect.Value(column)} AS v{names[i]}, " : "")}{shifts[i].Deviation(dialect, column)} AS d{names[i]}");
        var from = $"FROM (\n  SELECT {string.Join(",\n    ", inner)}\n  FROM ({query}\n  ) AS source) AS shifted";
        if (dialect.Group([.. names.Select(n => $"d{n}")]) is not { } group)
        {
            var aggregates = names.Select(n =>
                $",\n  count(d{n}), {dialect.Sum($"d{n}")}, {dialect.SumOfSquares($"d{n}")}{(ranges ? $", min(v{n}), max(v{n})" : "")}");
            return $"SELECT count(*){string.Concat(aggregates)}\n{from}";
        }

        var sums = names.Select(n => $",\n  sum(n{n}), sum(s{n}), sum(q{n}){(ranges ? $", min(a{n}), max(b{n})" : "")}");
        var parts = names.Select(n => $",\n  count(d{n}) AS n{n}, {dialect.Sum($"d{n}")} AS s{n}, {dialect.SumOfSquares($"d{n}")} AS " +
            $"q{n}{(ranges ? $", min(v{n}) AS a{n}, max(v{n}) AS b{n}" : "")}");
        return $"SELECT sum(n){string.Concat(sums)}\nFROM (SELECT count(*) AS n{string.Concat(parts)}\n{from}\nGROUP BY {group}) AS parts";
    }

    /// <summary>Returns a query for the quantiles of each column; null if the engine has none.</summary>
    public static string? Quantiles(ISqlDialect dialect, string query, IReadOnlyList<SqlColumn> columns, int parts, bool exact)
    {
        var cuts = new string[columns.Count];
        for (var i = 0; i < cuts.Length; i++)
        {
            if (dialect.Quantiles($"v{i.ToString(CultureInfo.InvariantCulture)}", parts, exact) is not { } cut) return null;
            cuts[i] = cut;
        }
        var values = columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"{dialect.Value(column)} AS v{i}"));
        return $"SELECT {string.Join(",\n  ", cuts)}\nFROM (\n  SELECT {string.Join(",\n    ", values)}\n  FROM ({query}\n  ) AS source) " +
            "AS numbers";
    }

    /// <summary>Returns a query for the rows themselves.</summary>
    public static string Read(ISqlDialect dialect, string query, IEnumerable<(SqlColumn Column, DType Type)> columns) =>
        $"SELECT {string.Join(", ", columns.Select(read =>
            $"{dialect.Read(read.Column, read.Type)} AS {dialect.Quote(read.Column.Name)}"))}\nFROM ({query}\n) AS source";
}
