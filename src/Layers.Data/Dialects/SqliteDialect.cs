using System.Globalization;

namespace Layers.Data;

/// <summary>SQLite, which has no <c>var_pop</c>, no quantiles and no NaN.</summary>
/// <remarks>Any column may hold text there, which arithmetic takes for 0. It is taken for infinity here, and so found and refused. Numbers
/// of a column may be integers in one row and floating point in the next; so all are read as doubles.</remarks>
public sealed class SqliteDialect : ISqlDialect
{
    /// <summary>SQLite's SQL.</summary>
    public SqliteDialect()
    {
    }

    /// <inheritdoc/>
    public SqlNumber? NumberOf(Type type) => Sql.NumberOf(type) is null ? null : SqlNumber.Double;

    /// <inheritdoc/>
    public string Quote(string name) => Sql.Quote(name);

    /// <inheritdoc/>
    public string First(string query, int rows) => Sql.Limit(query, rows);

    /// <inheritdoc/>
    /// <remarks>What is no integer where integers are read comes as it is, to be refused.</remarks>
    public string Read(SqlColumn column, DType type)
    {
        ArgumentNullException.ThrowIfNull(column);
        return type == DType.Int64 ? Quote(column.Name) : Value(column);
    }

    /// <inheritdoc/>
    public string Text(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST({Quote(column.Name)} AS TEXT)";
    }

    /// <inheritdoc/>
    public string Word(SqlColumn column) => $"{Text(column)} COLLATE BINARY";

    /// <inheritdoc/>
    public string Value(SqlColumn column) => Checked(column, "");

    /// <inheritdoc/>
    /// <remarks>A whole shift is subtracted as an integer, so that integers keep their digits.</remarks>
    public string Deviation(SqlColumn column, double shift) =>
        Math.Abs(shift) < long.MaxValue && Math.Truncate(shift) == shift
            ? Deviation(column, (Int128)shift)
            : Checked(column, $" - {Sql.Number(shift)}");

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, Int128 shift) => Checked(column, $" - {Sql.Number(shift)}");

    /// <inheritdoc/>
    public string Sum(string expression) => $"sum({expression})";

    /// <inheritdoc/>
    public string SumOfSquares(string expression) => $"sum({expression} * {expression})";

    /// <inheritdoc/>
    public string? Group(IReadOnlyList<string> deviations) => null;

    /// <inheritdoc/>
    public string? Quantiles(string expression, int parts, bool exact) => null;

    private string Checked(SqlColumn column, string shift)
    {
        ArgumentNullException.ThrowIfNull(column);
        var name = Quote(column.Name);
        return string.Create(CultureInfo.InvariantCulture, $"CASE WHEN typeof({name}) IN ('text', 'blob') THEN 9e999 ELSE CAST({name}{shift} AS REAL) END");
    }
}
