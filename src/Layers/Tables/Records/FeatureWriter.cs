namespace Layers;

/// <summary>Receives the values of a record, one for each of its columns, in their order. A null is a missing value.</summary>
/// <remarks>The compiler converts values of short, ushort and uint to int and long.</remarks>
public ref struct FeatureWriter
{
    // One of the two is set: the rows of a model, or the columns of a table.
    private readonly RecordRows _rows;
    private readonly RecordColumns? _table;
    private readonly IReadOnlyList<string> _columns;
    private readonly int[] _places;
    private int _next;

    internal FeatureWriter(RecordRows rows, IReadOnlyList<string> columns, int[] places) =>
        (_rows, _columns, _places) = (rows, columns, places);

    // All columns have the index −1 here, so that writing to the rows of a model needs no additional check for tables.
    internal FeatureWriter(RecordColumns table, IReadOnlyList<string> columns) =>
        (_rows, _table, _columns, _places) = (null!, table, columns, table.NoPlaces);

    /// <summary>The number of values written.</summary>
    internal readonly int Count => _next;

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text. null is a missing value; an empty text is not.</param>
    /// <exception cref="RecordException">The column takes another type, or there is no column left.</exception>
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
    /// <param name="value">The number; null and NaN are missing values.</param>
    /// <exception cref="RecordException">The column takes another type, the number is out of the range of the type, or there is no column
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

    /// <summary>Writes a Boolean.</summary>
    /// <param name="value">The value; null is a missing value.</param>
    /// <exception cref="RecordException">The column takes another type, or there is no column left.</exception>
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

    /// <summary>Writes a date with a time of day: as ISO 8601 in a text column, and as .NET ticks in an integer column.</summary>
    /// <param name="value">An instant (UTC), or a date without a time zone; null is a missing value.</param>
    /// <exception cref="RecordException">The date is in the machine's local time zone, the column takes another type, or there is no column
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

    // The index of the next column; −1 if the column is not read.
    private int Next()
    {
        if (_next >= _places.Length) throw Throw.MoreValuesThanColumns(_columns);
        return _places[_next++];
    }
}
