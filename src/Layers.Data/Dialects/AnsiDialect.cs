namespace Layers.Data;

/// <summary>Standard SQL, for engines without a dialect of their own.</summary>
/// <remarks>The statistics are counts, sums and ranges of deviations, and the statements have only <c>CASE</c> and <c>CAST</c>. NaN is not
/// detected. Integers whose difference does not fit 64 bits are an error of the engine. Quantiles are learned from rows that are
/// read.</remarks>
public sealed class AnsiDialect : ISqlDialect
{
    /// <summary>Creates the dialect.</summary>
    public AnsiDialect()
    {
    }

    /// <inheritdoc/>
    public SqlNumber? NumberOf(Type type) => Sql.NumberOf(type);

    /// <inheritdoc/>
    public string Quote(string name) => Sql.Quote(name);

    /// <inheritdoc/>
    /// <remarks>Returns the query itself for any number: some engines have no <c>FETCH FIRST</c>, and SQL Server requires <c>ORDER BY</c>
    /// for it.</remarks>
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
