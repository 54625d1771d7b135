namespace Layers.Data;

/// <summary>A column that is read into tables.</summary>
/// <param name="Column">The column in the engine.</param>
/// <param name="Kind">The type of its values.</param>
/// <param name="IsString">Whether the engine returns strings for it.</param>
internal readonly record struct CellColumn(SqlColumn Column, ColumnType Kind, bool IsString)
{
    public string Name => Column.Name;

    /// <summary>Returns the column type of a table for a column of a query; null if a table cannot hold it.</summary>
    /// <param name="dialect">The dialect of the engine.</param>
    /// <param name="type">The reader's field type.</param>
    /// <param name="name">The engine's name of the type.</param>
    public static ColumnType? KindOf(ISqlDialect dialect, Type type, string name)
    {
        if (type == typeof(string) || type == typeof(char) || type == typeof(Guid) || type == typeof(TimeOnly) || type == typeof(TimeSpan))
            return ColumnType.Text;
        if (type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)) return ColumnType.Date;
        // In SQLite a value may have any type, independent of the column's type. A column is an integer column if its declared type says
        // so.
        if (dialect is SqliteDialect && type == typeof(long)
            && (name.Contains("INT", StringComparison.OrdinalIgnoreCase) || name.Contains("BOOL", StringComparison.OrdinalIgnoreCase)))
            return ColumnType.Integer;
        return dialect.NumberOf(type) switch
        {
            null => null,
            SqlNumber.Boolean => ColumnType.Boolean,
            SqlNumber.Integer or SqlNumber.WideInteger => ColumnType.Integer,
            _ => ColumnType.Number,
        };
    }

    /// <summary>Returns an exception that names the value at fault, if the fault is about values and the value is found; otherwise the
    /// original fault.</summary>
    public static Exception Named(Engine engine, Rowset source, CellColumn[] columns, Exception fault, CancellationToken cancellation) =>
        Misfit.Named(engine, Checked(source, columns), Scanned(columns), fault, cancellation);

    /// <summary>Returns an exception for the first value that does not have its column's type; null if there is none.</summary>
    public static RowSourceException? Misfitting(Engine engine, Rowset source, CellColumn[] columns, CancellationToken cancellation) =>
        Misfit.Find(engine, Checked(source, columns), Scanned(columns), sums: false, null, cancellation);

    /// <summary>Returns the expression that is read.</summary>
    public string Read(ISqlDialect dialect) => Kind switch
    {
        ColumnType.Number => dialect.Read(Column, DType.Float64),
        ColumnType.Integer or ColumnType.Boolean => dialect.Read(Column, DType.Int64),
        // A date in a text is read as the text.
        ColumnType.Text when !IsString => dialect.Text(Column),
        _ => dialect.Quote(Name),
    };

    /// <summary>The expression that is read, under the column's name.</summary>
    public string Selected(ISqlDialect dialect) => $"{Read(dialect)} AS {dialect.Quote(Name)}";

    private static Rowset Checked(Rowset source, CellColumn[] columns) =>
        source with { Types = columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal) };

    private static NumberColumn[] Scanned(CellColumn[] columns) =>
        Array.ConvertAll(columns, column => new NumberColumn(column.Column, default, false));
}
