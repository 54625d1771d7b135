namespace Layers.Data;

/// <summary>The dialect of DuckDB. Its statements on errors and times were measured with version 1.5.6.</summary>
/// <remarks>DuckDB's <c>var_pop</c> uses Welford's recurrence, and its <c>sum</c> adds the values one after the other without compensation.
/// Over ten million rows, the error of both is up to 1e-10. <c>fsum</c> compensates rounding errors (Kahan's summation) and is exact to the
/// last digits, in up to twice the time.</remarks>
public sealed class DuckDbDialect : ISqlDialect
{
    /// <summary>Creates the dialect.</summary>
    public DuckDbDialect()
    {
    }

    /// <inheritdoc/>
    public SqlNumber? NumberOf(Type type) => Sql.NumberOf(type);

    /// <inheritdoc/>
    public string Quote(string name) => Sql.Quote(name);

    /// <inheritdoc/>
    public string First(string query, int rows) => Sql.Limit(query, rows);

    /// <inheritdoc/>
    public string Read(SqlColumn column, DType type)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST({Quote(column.Name)} AS {type switch { DType.Float32 => "FLOAT", DType.Int64 => "BIGINT", _ => "DOUBLE" }})";
    }

    /// <inheritdoc/>
    public string Text(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST({Quote(column.Name)} AS VARCHAR)";
    }

    /// <inheritdoc/>
    public string Word(SqlColumn column) => $"{Text(column)} COLLATE C";

    /// <inheritdoc/>
    public string Value(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var name = Quote(column.Name);
        return column.Number is SqlNumber.Single or SqlNumber.Double ? $"CAST(nullif({name}, 'NaN') AS DOUBLE)" : $"CAST({name} AS DOUBLE)";
    }

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, double shift) => $"{Value(column)} - {Sql.Number(shift)}";

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, Int128 shift)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST(CAST({Quote(column.Name)} AS HUGEINT) - {Sql.Number(shift)} AS DOUBLE)";
    }

    /// <inheritdoc/>
    public string Sum(string expression) => $"fsum({expression})";

    /// <inheritdoc/>
    public string SumOfSquares(string expression) => $"fsum({expression} * {expression})";

    /// <inheritdoc/>
    public string? Group(IReadOnlyList<string> deviations) => null;

    /// <inheritdoc/>
    public string Quantiles(string expression, int parts, bool exact) =>
        $"{(exact ? "quantile_cont" : "approx_quantile")}({expression}, [{string.Join(", ", Sql.Shares(parts))}])";
}
