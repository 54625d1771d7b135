using System.Globalization;

namespace Layers.Data;

/// <summary>The dialect of SQLite, which has no <c>var_pop</c>, no quantiles and no NaN.</summary>
/// <remarks>In SQLite any column may hold text, which arithmetic treats as 0. This dialect converts text to infinity instead, so that it is
/// found and refused. A column may hold integers in one row and floating-point numbers in the next, so all numbers are read as
/// doubles.</remarks>
public sealed class SqliteDialect : ISqlDialect
{
    /// <summary>Creates the dialect.</summary>
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
    /// <remarks>If integers are read, a value that is not an integer is returned unchanged, so that it is refused.</remarks>
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
    /// <remarks>An integral shift is subtracted as an integer, so that integers keep their digits.</remarks>
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
        return string.Create(CultureInfo.InvariantCulture,
            $"CASE WHEN typeof({name}) IN ('text', 'blob') THEN 9e999 ELSE CAST({name}{shift} AS REAL) END");
    }
}
