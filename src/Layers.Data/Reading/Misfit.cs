using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Layers.Data;

/// <summary>Finds the value that does not fit its column, because an engine that converts or sums does not report its place.</summary>
internal static class Misfit
{
    /// <summary>The largest deviation whose square can be summed.</summary>
    private const double LargestDeviation = 1e153;

    private const NumberStyles Whole = NumberStyles.Integer | NumberStyles.AllowDecimalPoint;

    /// <summary>Returns an exception that names the value at fault, if the fault is about values and the value is found; otherwise the
    /// original fault.</summary>
    public static Exception Named(Engine engine, Rowset source, IReadOnlyList<NumberColumn> columns, Exception fault,
        CancellationToken cancellation, bool sums = false) =>
        fault is RowSourceException { InnerException: { } inner } && IsOfValues(inner)
            ? Find(engine, source, columns, sums, inner, cancellation) ?? fault : fault;

    /// <summary>Returns an exception for the first value that is not a number of its column's type, or not a float64. For sums, an infinite
    /// value and a value whose square overflows are faults as well. <paramref name="cause"/>, the exception of the engine or null, becomes
    /// its inner exception. Returns null if every value fits.</summary>
    public static RowSourceException? Find(Engine engine, Rowset source, IReadOnlyList<NumberColumn> columns, bool sums, Exception? cause,
        CancellationToken cancellation)
    {
        if (columns.Count == 0) return null;
        // A boolean is at fault only if nothing else is, because formats with booleans convert them to numbers.
        return Find(engine, source, columns, sums, cause, false, cancellation)
            ?? (cause is null ? null : Find(engine, source, columns, sums, cause, true, cancellation));
    }

    /// <summary>Returns the first text of a column that is not a number, with its place; null if there is none.</summary>
    public static (Place Place, string Text)? FirstText(Engine engine, Rowset source, string column)
    {
        try
        {
            using var rows = new TextRows(engine, source, [new SqlColumn(column, SqlNumber.Double)], CancellationToken.None);
            while (rows.Next() is { } place)
                if (rows[0] is { } text && !IsNumber(source, text)) return (place, text);
        }
        catch (RowSourceException)
        {
            // The message then has no example.
        }
        return null;
    }

    private static RowSourceException? Find(Engine engine, Rowset source, IReadOnlyList<NumberColumn> columns, bool sums, Exception? cause,
        bool truths, CancellationToken cancellation)
    {
        try
        {
            using var rows = new TextRows(engine, source, [.. columns.Select(column => column.Column)], cancellation);
            while (rows.Next() is { } place)
                for (var i = 0; i < columns.Count; i++)
                    if (rows[i] is { } text && Fault(source, columns[i], text, sums, truths, place, cause) is { } fault) return fault;
        }
        catch (RowSourceException)
        {
            // The rows cannot be read as texts either. The original exception is then more helpful.
        }
        return null;
    }

    private static RowSourceException? Fault(Rowset source, NumberColumn column, string text, bool sums, bool truths, Place place,
        Exception? cause)
    {
        var type = source.Types.GetValueOrDefault(column.Name,
            column.Column.Number == SqlNumber.Boolean ? ColumnType.Boolean : ColumnType.Number);
        if (type == ColumnType.Text) return null;
        if (type == ColumnType.Date)
            return DateText.TryParse(text, source.DateFormat, out _) ? null : Throw.NotOfType(place, column.Name, type, text, cause);
        if (bool.TryParse(text, out _) || text is "t" or "f")
            return truths && type != ColumnType.Boolean ? Throw.NotOfType(place, column.Name, type, text, cause) : null;
        if (source.DecimalSeparator != '.') text = text.Replace(source.DecimalSeparator, '.');
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !IsWord(text, out value))
            return Throw.NotOfType(place, column.Name, type, text, cause);
        if (double.IsNaN(value)) return null;
        if (IsWord(text, out _)) return sums ? Throw.Infinite(place, column.Name, cause) : null;
        if (double.IsInfinity(value) || value == 0
            && text.AsSpan(0, text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var e ? e : text.Length).IndexOfAnyInRange('1', '9') >= 0)
            return Throw.BeyondDoubles(place, column.Name, text, cause);
        if (type == ColumnType.Boolean && value is not (0 or 1)) return Throw.NotOfType(place, column.Name, type, text, cause);
        if (type == ColumnType.Integer && !long.TryParse(text, Whole, CultureInfo.InvariantCulture, out _)
            && !(Math.Truncate(value) == value && Math.Abs(value) < long.MaxValue))
            return Throw.NotOfType(place, column.Name, type, text, cause);
        return sums && Math.Abs(value - column.Shift.High) > LargestDeviation ? Throw.Overflows(place, column.Name, value) : null;
    }

    private static bool IsNumber(Rowset source, string text) =>
        double.TryParse(source.DecimalSeparator == '.' ? text : text.Replace(source.DecimalSeparator, '.'), NumberStyles.Float,
            CultureInfo.InvariantCulture, out _) || IsWord(text, out _);

    private static bool IsWord(string text, out double value)
    {
        var word = text.Trim().TrimStart('-', '+').ToUpperInvariant();
        value = word is "INF" or "INFINITY" or "∞" ? double.PositiveInfinity : double.NaN;
        return word is "NAN" || double.IsInfinity(value);
    }

    private static bool IsOfValues(Exception fault) => fault switch
    {
        DuckDBException duck =>
            duck.ErrorType is DuckDBErrorType.Conversion or DuckDBErrorType.OutOfRange or DuckDBErrorType.InvalidInput
            or DuckDBErrorType.MismatchType,
        // SQL class 22: data exceptions.
        DbException { SqlState: ['2', '2', ..] } => true,
        // Providers throw these for dates that .NET cannot represent.
        _ => fault is InvalidCastException or FormatException or OverflowException or ArgumentOutOfRangeException
            || fault is InvalidOperationException and not ObjectDisposedException,
    };
}
