namespace Layers.Data;

/// <summary>The rows that are read.</summary>
/// <param name="Query">The SELECT of them.</param>
/// <param name="AsText">The same rows with some of their columns as texts, for messages; then, where they come from files, the file's
/// path.</param>
/// <param name="Advice">What to do about a value that does not fit.</param>
internal sealed record Rowset(string Query, Func<IReadOnlyList<SqlColumn>, string> AsText, string Advice)
{
    /// <summary>Before the fraction of a number in a text.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>How dates are written in texts; null for ISO 8601.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Columns of texts that may be dates.</summary>
    public IReadOnlySet<string> Dates { get; init; } = System.Collections.ObjectModel.ReadOnlySet<string>.Empty;

    /// <summary>Columns whose values are checked as they are read, by name.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, ColumnType>.Empty;

    /// <summary>The columns that are read as numbers, where that is known before the rows are looked at.</summary>
    public IReadOnlyList<NumberColumn> Numbers { get; init; } = [];

    /// <summary>A query of the columns' ranges alone, where they are known without reading: a row or more of a minimum and a maximum a
    /// column. It is null, or gives null, where there is none.</summary>
    public Func<IReadOnlyList<SqlColumn>, string?>? Ranges { get; init; }

    /// <summary>Reads the same rows where there are many columns; null where each column is read by itself.</summary>
    public WideRows? Wide { get; init; }

    /// <summary>The rows of a query.</summary>
    public static Rowset Of(ISqlDialect dialect, string query) => new(
        query,
        columns => $"SELECT {string.Join(", ", columns.Select(column => $"{dialect.Text(column)} AS {dialect.Quote(column.Name)}"))}\nFROM ({query}\n) AS source",
        "Correct it, or convert it or leave it out in the query.");
}
