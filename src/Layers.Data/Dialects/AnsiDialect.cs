namespace Layers.Data;

/// <summary>SQL of the standard, for engines that none of the other dialects fits.</summary>
/// <remarks>It asks for counts, sums and ranges of deviations, and for no more than <c>CASE</c> and <c>CAST</c>. NaN is not looked for;
/// integers whose difference does not fit 64 bits are an error of the engine. Quantiles are learned from rows that are read.</remarks>
public sealed class AnsiDialect : ISqlDialect
{
    /// <summary>The standard's SQL.</summary>
    public AnsiDialect()
    {
    }

    /// <inheritdoc/>
    public SqlNumber? NumberOf(Type type) => Sql.NumberOf(type);

    /// <inheritdoc/>
    public string Quote(string name) => Sql.Quote(name);

    /// <inheritdoc/>
    /// <remarks>The query itself, whatever the number: some engines have no <c>FETCH FIRST</c>, and SQL Server has none without <c>ORDER
    /// BY</c>.</remarks>
    public string First(string query, int rows) => query;

    /// <inheritdoc/>
    public string Read(SqlColumn column, DType type) =>
        $"CAST({Number(column)} AS {type switch { DType.Float32 => "REAL", DType.Int64 => "BIGINT", _ => "DOUBLE PRECISION" }})";

    /// <inheritdoc/>
    public string Text(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST({Quote(column.Name)} AS VARCHAR(400))";
    }

    /// <inheritdoc/>
    public string Value(SqlColumn column) => $"CAST({Number(column)} AS DOUBLE PRECISION)";

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, double shift) => $"{Value(column)} - CAST({Sql.Number(shift)} AS DOUBLE PRECISION)";

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, Int128 shift) => $"CAST({Number(column)} - {Sql.Number(shift)} AS DOUBLE PRECISION)";

    /// <inheritdoc/>
    public string Sum(string expression) => $"SUM({expression})";

    /// <inheritdoc/>
    public string SumOfSquares(string expression) => $"SUM({expression} * {expression})";

    /// <inheritdoc/>
    public string? Group(IReadOnlyList<string> deviations) => null;

    /// <inheritdoc/>
    public string? Quantiles(string expression, int parts, bool exact) => null;

    private string Number(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var name = Quote(column.Name);
        return column.Number == SqlNumber.Boolean ? $"CASE WHEN {name} THEN 1 WHEN NOT {name} THEN 0 END" : name;
    }
}
