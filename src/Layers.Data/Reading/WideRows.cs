namespace Layers.Data;

/// <summary>Makes the statements that read a table of many columns from text files. Each row has its numbers as one list, its integers
/// as another and its Booleans as a third.</summary>
/// <remarks>DuckDB plans a statement with an expression for each column in a time that grows with the square of the columns. A list has
/// one expression for all of its elements.</remarks>
/// <param name="query">The SELECT statement for the rows, with the columns of <paramref name="texts"/> as the texts of the files.</param>
/// <param name="texts">The columns that are texts in the query.</param>
/// <param name="value">Returns an expression for the value of a text in a column of a type: NULL for a missing value, and an error for a
/// text of another type.</param>
/// <param name="file">The column of the file's path in the statement for texts.</param>
/// <param name="asText">Returns a SELECT statement for the rows with some columns as the texts of the files, and with the file's
/// path.</param>
/// <param name="withoutMissing">Returns an expression for the text of a number: NULL for a missing value.</param>
internal sealed class WideRows(string query, IReadOnlySet<string> texts, Func<ColumnType, string, string> value,
    string file, Func<IEnumerable<string>, string> asText, Func<string, string> withoutMissing)
{
    /// <summary>The number of columns up to which each has an expression of its own.</summary>
    public const int MostSingle = 256;

    /// <summary>Returns whether a column is an element of a list.</summary>
    public bool Has(CellColumn column) => IsNumber(column.Name, column.Kind);

    /// <summary>Returns whether a column is a text in the files and a number in tables.</summary>
    public bool IsNumber(string name, ColumnType kind) =>
        texts.Contains(name) && (kind is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean);

    /// <summary>Returns the statement, which selects the lists and then the other columns.</summary>
    public string Statement(ISqlDialect dialect, IEnumerable<IGrouping<ColumnType, CellColumn>> lists, IEnumerable<CellColumn> others)
    {
        var all = lists.Select(list => List(dialect, list)).Concat(others.Select(column => column.Selected(dialect)));
        return $"SELECT {string.Join(", ", all)}\nFROM ({query}\n) AS source";
    }

    /// <summary>Returns a statement for the texts of some columns, for messages: the texts of numbers as one list, those of the other
    /// columns as another, and the file's path.</summary>
    public string TextStatement(ISqlDialect dialect, IReadOnlyList<SqlColumn> numbers, IReadOnlyList<SqlColumn> others)
    {
        string Names(IReadOnlyList<SqlColumn> columns) => string.Join(", ", columns.Select(column => dialect.Quote(column.Name)));
        string List(IReadOnlyList<SqlColumn> columns) => $"CAST([{Names(columns)}] AS {DuckDbType.Text}[])";
        var rows = asText(numbers.Concat(others).Select(column => column.Name));
        return $"SELECT list_transform({List(numbers)}, lambda text: {withoutMissing("text")}), {List(others)}, {dialect.Quote(file)}\n" +
            $"FROM ({rows}\n) AS source";
    }

    private string List(ISqlDialect dialect, IGrouping<ColumnType, CellColumn> columns)
    {
        var type = columns.Key == ColumnType.Number ? DuckDbType.Double : DuckDbType.Long;
        var names = string.Join(", ", columns.Select(column => dialect.Quote(column.Name)));
        return $"list_transform([{names}], lambda text: CAST({value(columns.Key, "text")} AS {type}))";
    }
}
