namespace Layers.Data;

/// <summary>A column as tables have it.</summary>
/// <param name="Column">How the engine has it.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="IsString">Whether the engine gives strings for it.</param>
internal readonly record struct CellColumn(SqlColumn Column, ColumnType Kind, bool IsString)
{
    public string Name => Column.Name;

    /// <summary>What a table has of a column of a query; null for what it does not hold.</summary>
    /// <param name="dialect">The engine's.</param>
    /// <param name="type">The reader's field type.</param>
    /// <param name="name">The engine's name of the type.</param>
    public static ColumnType? KindOf(ISqlDialect dialect, Type type, string name)
    {
        if (type == typeof(string) || type == typeof(char) || type == typeof(Guid) || type == typeof(TimeOnly) || type == typeof(TimeSpan)) return ColumnType.Text;
        if (type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)) return ColumnType.Date;
        // In SQLite a value is of any type whatever the column's is; a column of integers is one whose declared type says so.
        if (dialect is SqliteDialect && type == typeof(long) && (name.Contains("INT", StringComparison.OrdinalIgnoreCase) || name.Contains("BOOL", StringComparison.OrdinalIgnoreCase))) return ColumnType.Integer;
        return dialect.NumberOf(type) switch
        {
            null => null,
            SqlNumber.Boolean => ColumnType.Boolean,
            SqlNumber.Integer or SqlNumber.WideInteger => ColumnType.Integer,
            _ => ColumnType.Number,
        };
    }

    /// <summary>The fault with the value that is to blame, where it is one of values and the value is found; otherwise the fault.</summary>
    public static Exception Named(Engine engine, Rowset source, CellColumn[] columns, Exception fault, CancellationToken cancellation) =>
        Misfit.Named(engine, Checked(source, columns), Scanned(columns), fault, cancellation);

    /// <summary>The first value that is not of its column's type.</summary>
    public static RowSourceException? Misfitting(Engine engine, Rowset source, CellColumn[] columns, CancellationToken cancellation) =>
        Misfit.Find(engine, Checked(source, columns), Scanned(columns), sums: false, null, cancellation);

    /// <summary>The expression that is read.</summary>
    public string Read(ISqlDialect dialect) => Kind switch
    {
        ColumnType.Number => dialect.Read(Column, DType.Float64),
        ColumnType.Integer or ColumnType.Boolean => dialect.Read(Column, DType.Int64),
        // A date that is a text is read as it is written.
        ColumnType.Text when !IsString => dialect.Text(Column),
        _ => dialect.Quote(Name),
    };

    /// <summary>The expression that is read, under the column's name.</summary>
    public string Selected(ISqlDialect dialect) => $"{Read(dialect)} AS {dialect.Quote(Name)}";

    private static Rowset Checked(Rowset source, CellColumn[] columns) => source with { Types = columns.ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal) };

    private static NumberColumn[] Scanned(CellColumn[] columns) => Array.ConvertAll(columns, column => new NumberColumn(column.Column, default, false));
}
