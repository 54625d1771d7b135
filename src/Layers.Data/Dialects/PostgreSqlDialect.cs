using System.Globalization;

namespace Layers.Data;

/// <summary>The dialect of PostgreSQL.</summary>
/// <remarks>PostgreSQL's <c>var_pop</c> uses the recurrence of Youngs and Cramer for double precision; for integers it is exact and slow.
/// Its <c>sum</c> adds the values one after the other without compensation.</remarks>
public sealed class PostgreSqlDialect : ISqlDialect
{
    private const int Groups = 1024, GroupingColumns = 4;

    /// <summary>Creates the dialect.</summary>
    public PostgreSqlDialect()
    {
    }

    /// <inheritdoc/>
    public SqlNumber? NumberOf(Type type) => Sql.NumberOf(type);

    /// <inheritdoc/>
    public string Quote(string name) => Sql.Quote(name);

    /// <inheritdoc/>
    public string First(string query, int rows) => Sql.Limit(query, rows);

    /// <inheritdoc/>
    public string Read(SqlColumn column, DType type) =>
        $"CAST({Number(column)} AS {type switch { DType.Float32 => "real", DType.Int64 => "bigint", _ => "double precision" }})";

    /// <inheritdoc/>
    public string Text(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"CAST({Quote(column.Name)} AS text)";
    }

    /// <inheritdoc/>
    public string Word(SqlColumn column) => $"{Text(column)} COLLATE \"C\"";

    /// <inheritdoc/>
    public string Value(SqlColumn column)
    {
        var name = Number(column);
        return column.Number is SqlNumber.Single or SqlNumber.Double or SqlNumber.Decimal
            ? $"CAST(nullif({name}, 'NaN') AS double precision)"
            : $"CAST({name} AS double precision)";
    }

    /// <inheritdoc/>
    public string Deviation(SqlColumn column, double shift) => $"{Value(column)} - CAST({Sql.Number(shift)} AS double precision)";

    /// <inheritdoc/>
    /// <remarks>The difference of two 64-bit integers may need 65 bits, but the difference of their halves does not.</remarks>
    public string Deviation(SqlColumn column, Int128 shift)
    {
        var name = Number(column);
        return $"2 * CAST(({name} >> 1) - {Sql.Number(shift >> 1)} AS double precision) + CAST(({name} & 1) - " +
            $"{(shift & 1).ToString(CultureInfo.InvariantCulture)} AS double precision)";
    }

    /// <inheritdoc/>
    public string Sum(string expression) => $"sum({expression})";

    /// <inheritdoc/>
    /// <remarks>In PostgreSQL, a product that underflows is an error.</remarks>
    public string SumOfSquares(string expression) =>
        $"sum(CASE WHEN abs({expression}) > 1E-150 THEN {expression} * {expression} ELSE 0 END)";

    /// <inheritdoc/>
    public string Group(IReadOnlyList<string> deviations)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        // Unlike random(), hashes allow the query to run on several cores. Several columns are hashed, because a single column may be
        // constant, which would put all rows into one group.
        return $"({string.Join(" # ", deviations.Take(GroupingColumns).Select(deviation => $"coalesce(hashfloat8({deviation}), 0)"))}) & " +
            $"{Groups - 1}";
    }

    /// <inheritdoc/>
    /// <remarks>PostgreSQL sorts on disk if the values do not fit <c>work_mem</c>, so the quantiles are exact at any size.</remarks>
    public string Quantiles(string expression, int parts, bool exact) =>
        $"percentile_cont(ARRAY[{string.Join(", ", Sql.Shares(parts))}]) WITHIN GROUP (ORDER BY {expression})";

    private string Number(SqlColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Number == SqlNumber.Boolean ? $"CAST({Quote(column.Name)} AS integer)" : Quote(column.Name);
    }
}
