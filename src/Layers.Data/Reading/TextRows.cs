namespace Layers.Data;

/// <summary>The rows of a source with some of their columns as texts, for messages.</summary>
internal sealed class TextRows : IDisposable
{
    private readonly Rows _rows;
    private readonly Place _place;
    private readonly int _columns;

    // The place of each column in the two lists of a row, one after the other; null if each column is read by itself.
    private readonly int[]? _inLists;
    private List<string?> _first = [], _second = [];

    public TextRows(Engine engine, Rowset source, IReadOnlyList<SqlColumn> columns, CancellationToken cancellation)
    {
        (_columns, _place) = (columns.Count, new Place(engine.Description, source.Advice));
        if (source.Wide is { } wide && columns.Count > WideRows.MostSingle)
        {
            var lists = columns.ToLookup(column => wide.IsNumber(column.Name, source.Types.GetValueOrDefault(column.Name)));
            SqlColumn[] numbers = [.. lists[true]], others = [.. lists[false]];
            var places = numbers.Concat(others).Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
            _inLists = [.. columns.Select(column => places[column.Name])];
            _rows = new Rows(engine, wide.TextStatement(engine.Dialect, numbers, others), cancellation);
        }
        else
        {
            _rows = new Rows(engine, source.AsText(columns), cancellation);
        }
    }

    /// <summary>Moves to the next row, and returns its place; null at the end.</summary>
    /// <exception cref="RowSourceException">The next row cannot be read.</exception>
    public Place? Next()
    {
        if (!_rows.Read()) return null;
        var row = _rows.Current;
        var values = _inLists is null ? _columns : 2;
        _place.Next(row.FieldCount > values ? row.GetString(values) : null);
        if (_inLists is not null) (_first, _second) = (row.GetFieldValue<List<string?>>(0), row.GetFieldValue<List<string?>>(1));
        return _place;
    }

    /// <summary>Returns the text of a column in the current row; null for a missing value.</summary>
    /// <param name="i">The index of the column.</param>
    public string? this[int i] =>
        _inLists is null ? _rows.Current.IsDBNull(i) ? null : _rows.Current.GetString(i)
            : _inLists[i] < _first.Count ? _first[_inLists[i]] : _second[_inLists[i] - _first.Count];

    public void Dispose() => _rows.Dispose();
}
