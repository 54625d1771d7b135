namespace Layers;

/// <summary>Takes the values of a record, one for each of its columns, in their order. A null is a missing value.</summary>
/// <remarks>Values of short, ushort and uint go to the methods of int and long.</remarks>
public ref struct FeatureWriter
{
    // One of the two: rows of a model, or columns of a table.
    private readonly RecordRows _rows;
    private readonly RecordColumns? _table;
    private readonly IReadOnlyList<string> _columns;
    private readonly int[] _places;
    private int _next;

    internal FeatureWriter(RecordRows rows, IReadOnlyList<string> columns, int[] places) => (_rows, _columns, _places) = (rows, columns, places);

    // No column has a place in rows of a model, so that what is written there pays nothing for tables.
    internal FeatureWriter(RecordColumns table, IReadOnlyList<string> columns) => (_rows, _table, _columns, _places) = (null!, table, columns, table.NoPlaces);

    /// <summary>How many values were written.</summary>
    internal readonly int Count => _next;

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text; null is missing, and an empty text is not.</param>
    /// <exception cref="RecordException">The column takes something else, or there is no column left.</exception>
    public void Write(string? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Text(_next - 1, value);
            return;
        }
        if (value is null) _rows.SetMissing(place);
        else _rows.SetText(place, value);
    }

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number; null and NaN are missing.</param>
    /// <exception cref="RecordException">The column takes something else, the number is beyond its type, or there is no column
    /// left.</exception>
    public void Write(double? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Number(_next - 1, value);
            return;
        }
        if (value is { } number && !double.IsNaN(number)) _rows.SetNumber(place, number);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(float? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Number(_next - 1, value);
            return;
        }
        if (value is { } number && !float.IsNaN(number)) _rows.SetNumber(place, number);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(decimal? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Number(_next - 1, (double?)value);
            return;
        }
        if (value is { } number) _rows.SetNumber(place, (double)number);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a whole number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(long? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Integer(_next - 1, value);
            return;
        }
        if (value is { } number) _rows.SetInteger(place, number);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a whole number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(int? value) => Write((long?)value);

    /// <summary>Writes a whole number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(byte? value) => Write((long?)value);

    /// <summary>Writes a whole number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(sbyte? value) => Write((long?)value);

    /// <summary>Writes a whole number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(ulong? value)
    {
        if (value is not > long.MaxValue)
        {
            Write((long?)value);
            return;
        }
        if (Next() is not (>= 0 and var place))
        {
            _table?.TooLarge(_next - 1, value.Value);
            return;
        }
        _rows.SetInteger(place, value.Value);
    }

    /// <summary>Writes a number.</summary>
    /// <inheritdoc cref="Write(double?)"/>
    public void Write(Half? value) => Write((float?)value);

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value; null is missing.</param>
    /// <exception cref="RecordException">The column takes something else, or there is no column left.</exception>
    public void Write(bool? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Truth(_next - 1, value);
            return;
        }
        if (value is { } truth) _rows.SetTruth(place, truth);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a date with a time of day, as ISO 8601 for a column of texts and as .NET ticks for one of integers.</summary>
    /// <param name="value">An instant (UTC) or a date without a zone; null is missing.</param>
    /// <exception cref="RecordException">It is of the machine's own zone, the column takes something else, or there is no column
    /// left.</exception>
    public void Write(DateTime? value)
    {
        if (Next() is not (>= 0 and var place))
        {
            _table?.Date(_next - 1, value);
            return;
        }
        if (value is { } date) _rows.SetDate(place, date);
        else _rows.SetMissing(place);
    }

    /// <summary>Writes a date.</summary>
    /// <inheritdoc cref="Write(DateTime?)"/>
    public void Write(DateOnly? value) => Write(value?.ToDateTime(TimeOnly.MinValue));

    /// <summary>Writes an instant.</summary>
    /// <inheritdoc cref="Write(DateTime?)"/>
    public void Write(DateTimeOffset? value) => Write(value?.UtcDateTime);

    // The place of the next column; −1 for one that is not read.
    private int Next()
    {
        if (_next >= _places.Length) throw Throw.MoreValuesThanColumns(_columns);
        return _places[_next++];
    }
}
