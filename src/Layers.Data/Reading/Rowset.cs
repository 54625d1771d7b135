namespace Layers.Data;

/// <summary>The rows that are read.</summary>
/// <param name="Query">The SELECT statement.</param>
/// <param name="AsText">Returns a query for the same rows with some of their columns as texts, for messages, followed by the path of the
/// file if the rows come from files.</param>
/// <param name="Advice">The advice for a value that does not fit.</param>
internal sealed record Rowset(string Query, Func<IReadOnlyList<SqlColumn>, string> AsText, string Advice)
{
    /// <summary>The decimal separator of numbers in texts.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>The format of dates in texts; null for ISO 8601.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The text columns that may have dates.</summary>
    public IReadOnlySet<string> Dates { get; init; } = System.Collections.ObjectModel.ReadOnlySet<string>.Empty;

    /// <summary>The columns whose values are checked as they are read, by name.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, ColumnType>.Empty;

    /// <summary>The columns that are read as numbers, if that is known before the preview.</summary>
    public IReadOnlyList<NumberColumn> Numbers { get; init; } = [];

    /// <summary>Returns a query for the columns' ranges, if they are known without reading the rows: one or more rows with a minimum and a
    /// maximum per column. It is null, or returns null, if there is none.</summary>
    public Func<IReadOnlyList<SqlColumn>, string?>? Ranges { get; init; }

    /// <summary>The way to read the same rows if there are many columns; null if each column is read by itself.</summary>
    public WideRows? Wide { get; init; }

    /// <summary>Returns the rows of a query.</summary>
    public static Rowset Of(ISqlDialect dialect, string query) => new(
        query,
        columns =>
            $"SELECT {string.Join(", ", columns.Select(column => $"{dialect.Text(column)} AS {dialect.Quote(column.Name)}"))}\nFROM " +
            $"({query}\n) AS source",
        "Correct it, or convert it or leave it out in the query.");
}
