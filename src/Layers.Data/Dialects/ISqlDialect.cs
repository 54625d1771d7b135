namespace Layers.Data;

/// <summary>How an engine says the few things that differ between engines. Give <see cref="SqlQuery"/> one of your own for an engine that
/// none of ours fits.</summary>
/// <remarks>Statistics are taken from deviations, values less a shift near their mean: <c>Σd²</c> without a shift, and the running forms
/// behind most engines' <c>var_pop</c> as well, lose digits of data far from zero. So no engine's <c>var_pop</c> is asked for.</remarks>
public interface ISqlDialect
{
    /// <summary>What a column holds, by the type its reader gives; <see langword="null"/> for what is no number.</summary>
    /// <param name="type">The reader's field type.</param>
    SqlNumber? NumberOf(Type type);

    /// <summary>A name as SQL takes it, whatever characters are in it.</summary>
    /// <param name="name">The name.</param>
    string Quote(string name);

    /// <summary>A query of the first rows of a query. It may give more, which are left where they are, so the query itself will do; an
    /// engine that is told how few are wanted may have them sooner.</summary>
    /// <param name="query">The query.</param>
    /// <param name="rows">How many rows are read at most.</param>
    string First(string query, int rows);

    /// <summary>An expression for a column's value, for rows that are read.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">What the expression must give: float32, float64 or int64.</param>
    string Read(SqlColumn column, DType type);

    /// <summary>An expression for a column's value as a text, to find and show a value that is no number; it must not fail.</summary>
    /// <param name="column">The column.</param>
    string Text(SqlColumn column);

    /// <summary>An expression for a column's value as a text, to count texts by: <c>GROUP BY</c> it puts texts of the same characters
    /// together, and no others, whatever the collation of the column or the database. It gives what is read of the column.</summary>
    /// <param name="column">The column.</param>
    /// <returns><see langword="null"/>, the default, where the engine has none; then rows are read.</returns>
    string? Word(SqlColumn column) => null;

    /// <summary>An expression of type double for a column's value, for aggregates: NULL where the value is missing or NaN.</summary>
    /// <param name="column">The column.</param>
    string Value(SqlColumn column);

    /// <summary>An expression of type double for a column's value less a shift: NULL where the value is missing or NaN.</summary>
    /// <param name="column">The column.</param>
    /// <param name="shift">A finite number.</param>
    string Deviation(SqlColumn column, double shift);

    /// <summary>The same for <see cref="SqlNumber.WideInteger"/> and <see cref="SqlNumber.UnsignedWideInteger"/>: subtracted as integers,
    /// or digits are lost, and without an overflow.</summary>
    /// <param name="column">The column.</param>
    /// <param name="shift">A value of the column or one between two.</param>
    string Deviation(SqlColumn column, Int128 shift);

    /// <summary>The sum of an expression of type double, as exact as the engine has it.</summary>
    /// <param name="expression">The expression.</param>
    string Sum(string expression);

    /// <summary>The sum of the squares of an expression of type double; a square too small for a double counts as 0.</summary>
    /// <param name="expression">The expression.</param>
    string SumOfSquares(string expression);

    /// <summary>An expression that spreads rows over some hundred groups, whose sums are then added up, for an engine whose sums add one
    /// value to the next: over millions of rows that loses digits, and over thousands it does not.</summary>
    /// <param name="deviations">Expressions of type double.</param>
    /// <returns><see langword="null"/> where sums carry their rounding errors along, and rows need no groups.</returns>
    string? Group(IReadOnlyList<string> deviations);

    /// <summary>An expression for the values that cut a sorted column into parts of equal count, interpolated between neighbours.</summary>
    /// <param name="expression">Gives the values, of type double.</param>
    /// <param name="parts">How many parts, 2 or more.</param>
    /// <param name="exact">Whether the engine may hold all values for it; otherwise it works in bounded memory.</param>
    /// <returns>An expression for an array of doubles, one more than there are parts, the smallest value first; <see langword="null"/>
    /// where the engine has no quantiles, and rows are read for them.</returns>
    string? Quantiles(string expression, int parts, bool exact);
}
