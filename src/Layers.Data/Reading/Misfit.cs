using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Layers.Data;

/// <summary>Finds the value that a column could not take: an engine that converts or sums does not say where it stands.</summary>
internal static class Misfit
{
    /// <summary>Deviations up to here have squares that can be summed.</summary>
    private const double LargestDeviation = 1e153;

    private const NumberStyles Whole = NumberStyles.Integer | NumberStyles.AllowDecimalPoint;

    /// <summary>The fault with the value that is to blame, where it is one of values and the value is found; otherwise the fault.</summary>
    public static Exception Named(Engine engine, Rowset source, IReadOnlyList<NumberColumn> columns, Exception fault, CancellationToken cancellation, bool sums = false) =>
        fault is RowSourceException { InnerException: { } inner } && IsOfValues(inner) ? Find(engine, source, columns, sums, inner, cancellation) ?? fault : fault;

    /// <summary>The first value that is no number of its column's type, or no float64, and for sums also one of which no sums come: an infinite one, or one whose square overflows. The cause is what the engine
    /// said, null where it said nothing.</summary>
    public static RowSourceException? Find(Engine engine, Rowset source, IReadOnlyList<NumberColumn> columns, bool sums, Exception? cause, CancellationToken cancellation)
    {
        if (columns.Count == 0) return null;
        try
        {
            using var rows = new Rows(engine, source.AsText([.. columns.Select(column => column.Column)]), cancellation);
            var place = new Place(engine.Description, source.Advice);
            while (rows.Read())
            {
                place.Next(rows.Current.FieldCount > columns.Count ? rows.Current.GetString(columns.Count) : null);
                for (var i = 0; i < columns.Count; i++)
                    if (!rows.Current.IsDBNull(i) && Fault(source, columns[i], rows.Current.GetString(i), sums, place, cause) is { } fault) return fault;
            }
        }
        catch (RowSourceException)
        {
            // The rows cannot be read as texts either; then what was said before says more.
        }
        return null;
    }

    private static RowSourceException? Fault(Rowset source, NumberColumn column, string text, bool sums, Place place, Exception? cause)
    {
        var type = source.Types.GetValueOrDefault(column.Name, ColumnType.Number);
        if (source.DecimalSeparator != '.') text = text.Replace(source.DecimalSeparator, '.');
        if (bool.TryParse(text, out _) || text is "t" or "f") return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !IsWord(text, out value)) return Throw.NotOfType(place, column.Name, type, text, cause);
        if (double.IsNaN(value)) return null;
        if (IsWord(text, out _)) return sums ? Throw.Infinite(place, column.Name, cause) : null;
        if (double.IsInfinity(value) || value == 0 && text.AsSpan(0, text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var e ? e : text.Length).IndexOfAnyInRange('1', '9') >= 0) return Throw.BeyondDoubles(place, column.Name, text, cause);
        if (type == ColumnType.Boolean && value is not (0 or 1)) return Throw.NotOfType(place, column.Name, type, text, cause);
        if (type == ColumnType.Integer && !long.TryParse(text, Whole, CultureInfo.InvariantCulture, out _) && !(Math.Truncate(value) == value && Math.Abs(value) < long.MaxValue)) return Throw.NotOfType(place, column.Name, type, text, cause);
        return sums && Math.Abs(value - column.Shift.High) > LargestDeviation ? Throw.Overflows(place, column.Name, value) : null;
    }

    private static bool IsWord(string text, out double value)
    {
        var word = text.Trim().TrimStart('-', '+').ToUpperInvariant();
        value = word is "INF" or "INFINITY" or "∞" ? double.PositiveInfinity : double.NaN;
        return word is "NAN" || double.IsInfinity(value);
    }

    private static bool IsOfValues(Exception fault) => fault switch
    {
        DuckDBException duck => duck.ErrorType is DuckDBErrorType.Conversion or DuckDBErrorType.OutOfRange or DuckDBErrorType.InvalidInput or DuckDBErrorType.MismatchType,
        // Class 22 of SQL: data exceptions.
        DbException { SqlState: ['2', '2', ..] } => true,
        _ => fault is InvalidCastException or FormatException or OverflowException,
    };
}
