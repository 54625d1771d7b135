namespace Layers.Data;

/// <summary>The SQL expressions that differ between engines. For an engine without a dialect in this package, implement the interface and
/// pass the implementation to <see cref="SqlQuery"/>.</summary>
/// <remarks>Statistics are computed from deviations, which are values minus a shift near their mean. Without a shift, <c>Σd²</c> loses
/// digits for data far from zero, and so do the recurrences behind the <c>var_pop</c> of most engines. So <c>var_pop</c> is not
/// used.</remarks>
public interface ISqlDialect
{
    /// <summary>Returns the kind of numbers in a column, from the type of its reader; <see langword="null"/> if they are not
    /// numbers.</summary>
    /// <param name="type">The reader's field type.</param>
    SqlNumber? NumberOf(Type type);

    /// <summary>Returns a name quoted for SQL; the name may have any characters.</summary>
    /// <param name="name">The name.</param>
    string Quote(string name);

    /// <summary>Returns a query for the first rows of a query. The result may return more rows, which are not read, so the query itself is
    /// a valid result. An engine that knows the number may return the rows sooner.</summary>
    /// <param name="query">The query.</param>
    /// <param name="rows">The maximum number of rows that are read.</param>
    string First(string query, int rows);

    /// <summary>Returns an expression for a column's value, for reading rows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">The type of the expression: float32, float64 or int64.</param>
    string Read(SqlColumn column, DType type);

    /// <summary>Returns an expression for a column's value as a text, to find and show a value that is not a number; it must not
    /// fail.</summary>
    /// <param name="column">The column.</param>
    string Text(SqlColumn column);

    /// <summary>Returns an expression for a column's value as a text, by which texts are counted: <c>GROUP BY</c> must group exactly the
    /// texts with the same characters, for any collation of the column or the database. Its value is the text that is read.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The expression; <see langword="null"/>, the default, if the engine has none, in which case rows are read.</returns>
    string? Word(SqlColumn column) => null;

    /// <summary>Returns an expression of type double for a column's value, for aggregates: NULL if the value is missing or NaN.</summary>
    /// <param name="column">The column.</param>
    string Value(SqlColumn column);

    /// <summary>Returns an expression of type double for a column's value minus a shift: NULL if the value is missing or NaN.</summary>
    /// <param name="column">The column.</param>
    /// <param name="shift">A finite number.</param>
    string Deviation(SqlColumn column, double shift);

    /// <summary>Returns an expression of type double for the value minus a shift, for a column of <see cref="SqlNumber.WideInteger"/> or
    /// <see cref="SqlNumber.UnsignedWideInteger"/>: NULL if the value is missing. The shift must be subtracted as an integer, so that no
    /// digits are lost, and without an overflow.</summary>
    /// <param name="column">The column.</param>
    /// <param name="shift">A value of the column, or a number between two values.</param>
    string Deviation(SqlColumn column, Int128 shift);

    /// <summary>Returns the sum of an expression of type double, as exact as the engine can compute it.</summary>
    /// <param name="expression">The expression.</param>
    string Sum(string expression);

    /// <summary>Returns the sum of the squares of an expression of type double; a square too small for a double counts as 0.</summary>
    /// <param name="expression">The expression.</param>
    string SumOfSquares(string expression);

    /// <summary>Returns an expression that divides rows into hundreds of groups, whose sums are then added. An engine that adds values one
    /// after the other without compensation needs groups: its sums lose digits over millions of rows, but not over thousands.</summary>
    /// <param name="deviations">Expressions of type double.</param>
    /// <returns>The expression; <see langword="null"/> if the engine's sums compensate rounding errors, so that rows need no
    /// groups.</returns>
    string? Group(IReadOnlyList<string> deviations);

    /// <summary>Returns an expression for the quantiles that divide the sorted values into parts of equal count, interpolated between
    /// adjacent values.</summary>
    /// <param name="expression">An expression of type double for the values.</param>
    /// <param name="parts">The number of parts, 2 or more.</param>
    /// <param name="exact">Whether the engine may hold all values in memory; otherwise the memory must be bounded.</param>
    /// <returns>An expression for an array of doubles, one more than there are parts, starting with the smallest value;
    /// <see langword="null"/> if the engine has no quantiles, in which case rows are read.</returns>
    string? Quantiles(string expression, int parts, bool exact);
}
