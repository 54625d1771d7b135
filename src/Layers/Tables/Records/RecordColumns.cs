namespace Layers;

/// <summary>Collects records for a table: a list of values for each column, whose type is that of the first row.</summary>
internal sealed class RecordColumns
{
    private readonly IReadOnlyList<string> _names;
    private readonly object?[] _values;
    private int _row = -1;

    public RecordColumns(IReadOnlyList<string> names)
    {
        if (names.Count == 0) throw Throw.RecordsWithoutColumns();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
            if (!seen.Add(name ?? throw Throw.RecordColumnWithoutName())) throw Throw.TwoColumnsOfOneName(name);
        (_names, _values) = (names, new object?[names.Count]);
        NoPlaces = [.. Enumerable.Repeat(-1, names.Count)];
    }

    /// <summary>The index −1 for each column, because these records have no row in a model.</summary>
    public int[] NoPlaces { get; }

    /// <summary>Starts a row.</summary>
    /// <param name="names">The columns of the row's record.</param>
    public void Begin(IReadOnlyList<string> names)
    {
        _row++;
        if (!ReferenceEquals(names, _names) && !names.SequenceEqual(_names)) throw Throw.OtherColumnsOfRecord(_row, names, _names);
    }

    public void Number(int column, double? value) => Of<double>(column, value).Add(value ?? double.NaN);

    public void Integer(int column, long? value) => Of<long?>(column, value).Add(value);

    public void Truth(int column, bool? value) => Of<bool?>(column, value).Add(value);

    public void Text(int column, string? value) => Of<string?>(column, value).Add(value);

    public void Date(int column, DateTime? value) => Of<DateTime?>(column, value).Add(value);

    /// <summary>Throws for an integer that is out of the range of a table column.</summary>
    public void TooLarge(int column, ulong value) => throw Throw.BeyondInteger(_names[column], _row, value);

    public Column[] ToColumns() => [.. _names.Select((name, i) => ToColumn(name, _values[i]!))];

    private List<T> Of<T>(int column, object? value)
    {
        var values = _values[column] ??= new List<T>();
        return values as List<T> ?? throw Throw.OtherTypeOfRecord(_names[column], _row, value, TypeOf(values));
    }

    private static ColumnType TypeOf(object values) => values switch
    {
        List<double> => ColumnType.Number,
        List<long?> => ColumnType.Integer,
        List<bool?> => ColumnType.Boolean,
        List<DateTime?> => ColumnType.Date,
        _ => ColumnType.Text,
    };

    private static Column ToColumn(string name, object values) => values switch
    {
        List<double> numbers => Column.Number(name, [.. numbers]),
        List<long?> integers => Column.Integer(name, [.. integers]),
        List<bool?> truths => Column.Boolean(name, [.. truths]),
        List<DateTime?> dates => Column.Date(name, [.. dates]),
        var texts => Column.Text(name, [.. (List<string?>)texts]),
    };
}
