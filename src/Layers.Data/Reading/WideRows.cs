namespace Layers.Data;

/// <summary>Makes the statement that reads a table of many columns from text files. Each row has its numbers as one list, its integers
/// as another and its Booleans as a third.</summary>
/// <remarks>DuckDB plans a statement with an expression for each column in a time that grows with the square of the columns. A list has
/// one expression for all of its elements.</remarks>
/// <param name="query">The SELECT statement for the rows, with the columns of <paramref name="texts"/> as the texts of the files.</param>
/// <param name="texts">The columns that are texts in the query.</param>
/// <param name="value">An expression for the value of a text: NULL for a missing one, and an error for one of another type.</param>
internal sealed class WideRows(string query, IReadOnlySet<string> texts, Func<ColumnType, string, string> value)
{
    /// <summary>The number of columns up to which each has an expression of its own.</summary>
    public const int MostSingle = 256;

    /// <summary>Returns whether a column is an element of a list.</summary>
    public bool Has(CellColumn column) =>
        texts.Contains(column.Name) && column.Kind is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean;

    /// <summary>Returns the statement, which selects the lists and then the other columns.</summary>
    public string Statement(ISqlDialect dialect, IEnumerable<IGrouping<ColumnType, CellColumn>> lists, IEnumerable<CellColumn> others)
    {
        var all = lists.Select(list => List(dialect, list)).Concat(others.Select(column => column.Selected(dialect)));
        return $"SELECT {string.Join(", ", all)}\nFROM ({query}\n) AS source";
    }

    private string List(ISqlDialect dialect, IGrouping<ColumnType, CellColumn> columns)
    {
        var type = columns.Key == ColumnType.Number ? DuckDbType.Double : DuckDbType.Long;
        var names = string.Join(", ", columns.Select(column => dialect.Quote(column.Name)));
        return $"list_transform([{names}], lambda text: CAST({value(columns.Key, "text")} AS {type}))";
    }
}
