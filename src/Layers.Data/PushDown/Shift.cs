namespace Layers.Data;

/// <summary>The number that is subtracted from a column's values. For a column of 64-bit integers, it is <c>Integer</c>, and <c>High</c>
/// plus <c>Low</c> is the same number as doubles. For other columns, it is <c>High</c>.</summary>
internal readonly record struct Shift(double High, double Low, Int128 Integer)
{
    public static Shift Of(Int128 integer)
    {
        var high = (double)integer;
        return new Shift(high, (double)(integer - (Int128)high), integer);
    }

    /// <summary>Returns the expression of a column's values minus the shift.</summary>
    public string Deviation(ISqlDialect dialect, SqlColumn column) =>
        column.Number.IsWide() ? dialect.Deviation(column, Integer) : dialect.Deviation(column, High);

    /// <summary>Returns a shift near the mean: this shift plus the mean deviation of the values from it.</summary>
    public Shift Moved(SqlNumber number, double by) => number.IsWide() ? Of(Integer + (Int128)Math.Round(by)) : new Shift(High + by, 0, 0);

    /// <summary>Returns the mean, as a double and its rounding error (Knuth's two-sum).</summary>
    public (double Mean, double Residual) Plus(double addend)
    {
        var sum = High + addend;
        var part = sum - High;
        var error = High - (sum - part) + (addend - part) + Low;
        var mean = sum + error;
        return (mean, error - (mean - sum));
    }
}
