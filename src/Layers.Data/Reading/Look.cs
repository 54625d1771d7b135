using System.Globalization;
using System.Numerics;

namespace Layers.Data;

/// <summary>What the first rows of a source tell: its columns, and for each a value in the middle of those rows.</summary>
internal sealed class Look
{
    // Enough that a few outliers do not make the median one, few enough to be there at once.
    private const int FirstRows = 1000;

    // Between here and there a double holds every whole number.
    private const double ExactBelow = 1L << 53;

    private readonly Dictionary<string, Found> _columns;

    private Look(Rowset rows, IEnumerable<Found> columns)
    {
        Rows = Tables = rows;
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        Names = [.. _columns.Keys];
    }

    /// <summary>The rows that were looked at.</summary>
    public Rowset Rows { get; }

    /// <summary>The rows with their texts, from which tables are read.</summary>
    public Rowset Tables { get; private init; }

    public string[] Names { get; }

    /// <summary>Whether the texts of a column that may be dates are: null where none is there.</summary>
    public bool? IsDates(string name) => _columns[name] is { HasDate: true } or { HasOther: true } ? !_columns[name].HasOther : null;

    public static Look At(Engine engine, Rowset source, CancellationToken cancellation)
    {
        try
        {
            using var rows = new Rows(engine, engine.Dialect.First(source.Query, FirstRows), cancellation);
            return At(rows, engine, source);
        }
        catch (RowSourceException fault)
        {
            throw Misfit.Named(engine, source, source.Numbers, fault, cancellation);
        }
    }

    private static Look At(Rows rows, Engine engine, Rowset source)
    {
        try
        {
            var columns = new List<Found>();
            // Engines without types of columns know them by the first row.
            var any = rows.Read();
            for (var i = 0; i < rows.Current.FieldCount; i++)
                columns.Add(new Found(rows.Current.GetName(i), rows.Current.GetDataTypeName(i), engine.Dialect.NumberOf(rows.Current.GetFieldType(i)), false, [])
                {
                    Kind = CellColumn.KindOf(engine.Dialect, rows.Current.GetFieldType(i), rows.Current.GetDataTypeName(i)),
                    // Npgsql gives the padding of a character(n), which is no part of its value.
                    IsString = rows.Current.GetFieldType(i) == typeof(string) && !rows.Current.GetDataTypeName(i).StartsWith("character(", StringComparison.Ordinal),
                });
            if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Throw.ColumnTwice(engine.Description, twice.Key);
            // One row too many is fetched, for it tells that a query of the first rows has ended, and nothing has to be stopped.
            for (; any && rows.Count <= FirstRows; any = rows.Read())
                for (var i = 0; i < columns.Count; i++)
                {
                    if (rows.Current.IsDBNull(i)) continue;
                    if (columns[i].Number is { } number) columns[i].Add(rows.Current, i, number);
                    else if (!source.Dates.Contains(columns[i].Name)) continue;
                    else if (DateText.TryParse(rows.Current.GetString(i), source.DateFormat, out _)) columns[i].HasDate = true;
                    else columns[i].HasOther = true;
                }
            return new Look(source, columns);
        }
        catch (Exception fault)
        {
            throw rows.Fault(fault, rows.Count);
        }
    }

    /// <summary>What the same look tells of the rows when they are read otherwise.</summary>
    /// <param name="rows">Reads them so.</param>
    /// <param name="doubles">Columns that then come as doubles, although their numbers were whole so far.</param>
    public Look ReadAs(Rowset rows, IReadOnlySet<string> doubles) =>
        new(rows, _columns.Values.Select(column => doubles.Contains(column.Name) ? column with { Number = SqlNumber.Double, IsWhole = true } : column));

    /// <summary>The same look, with what tables have of the columns.</summary>
    public Look WithTables(Rowset tables, IReadOnlyDictionary<string, ColumnType> kinds) =>
        new(Rows, _columns.Values.Select(column => column with { Kind = kinds.TryGetValue(column.Name, out var kind) ? kind : null })) { Tables = tables };

    /// <summary>What a table has of a column; null for what it does not hold, and where there is no such column.</summary>
    public ColumnType? Kind(string name) => _columns.GetValueOrDefault(name)?.Kind;

    /// <summary>The columns that were asked for, or all, in order, as tables have them.</summary>
    /// <exception cref="RowSourceException">One is of no kind that tables have.</exception>
    public CellColumn[] Cells(Engine engine, string[]? selected) => Array.ConvertAll(selected ?? Names, name =>
    {
        var column = _columns[name];
        var kind = column.Kind ?? throw Throw.OfNoKind(engine.Description, name, column.Type);
        return new CellColumn(new SqlColumn(name, kind == ColumnType.Boolean ? SqlNumber.Boolean : column.Number ?? SqlNumber.Double), kind, column.IsString);
    });

    /// <summary>The columns that were asked for, or all, in order.</summary>
    /// <exception cref="RowSourceException">One is no number.</exception>
    public NumberColumn[] Numbers(Engine engine, string[]? selected)
    {
        var found = Array.ConvertAll(selected ?? Names, name => _columns[name]);
        if (Array.Find(found, column => column.Number is null) is { } text)
            throw Throw.NotNumeric(engine.Description, text.Name, text.Type, FirstText(engine, text.Name), _columns.Values.Where(column => column.Number is not null).Select(column => column.Name));
        return Array.ConvertAll(found, column => column.ToNumber());
    }

    /// <summary>What holds a number, by a column's name; null also where there is no such column.</summary>
    public SqlNumber? Number(string name) => _columns.GetValueOrDefault(name)?.Number;

    public string? TypeName(string name) => _columns.GetValueOrDefault(name)?.Type;

    /// <summary>The first text that is no number in a column of texts; null for other columns.</summary>
    public (Place Place, string Text)? FirstText(Engine engine, string name) =>
        string.Equals(TypeName(name), DuckDbType.Text, StringComparison.OrdinalIgnoreCase) ? Misfit.FirstText(engine, Rows, name) : null;

    /// <summary>Whether a column of integers has values that a double does not hold.</summary>
    public bool IsBeyondDoubles(string name) => _columns[name].Values.Exists(value => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) >= ExactBelow);

    private sealed record Found(string Name, string Type, SqlNumber? Number, bool IsWhole, List<object> Values)
    {
        /// <summary>What a table has of it.</summary>
        public ColumnType? Kind { get; init; }

        /// <summary>Whether the engine gives strings.</summary>
        public bool IsString { get; init; }

        /// <summary>Whether a text is a date.</summary>
        public bool HasDate { get; set; }

        /// <summary>Whether a text that may be a date is none.</summary>
        public bool HasOther { get; set; }

        public void Add(System.Data.Common.DbDataReader row, int i, SqlNumber number)
        {
            object value;
            try
            {
                value = row.GetValue(i);
            }
            catch (Exception fault) when (number == SqlNumber.Decimal && fault is OverflowException or InvalidCastException)
            {
                // .NET has no decimal for it, as for PostgreSQL's NaN; the engine makes a double of it where one is needed.
                return;
            }
            // An engine may put a text into a column of numbers; what comes of that is said when the rows are read.
            if (Sql.NumberOf(value.GetType()) is not null && value is not (float.NaN or double.NaN or float.PositiveInfinity or float.NegativeInfinity or double.PositiveInfinity or double.NegativeInfinity)) Values.Add(value);
        }

        public NumberColumn ToNumber() => new(new SqlColumn(Name, Number!.Value), Middle(), IsWhole);

        private Shift Middle()
        {
            if (Values.Count == 0) return default;
            if (Number?.IsWide() == true)
            {
                var integers = Values.ConvertAll(value => value is ulong large ? (Int128)large : Convert.ToInt64(value, CultureInfo.InvariantCulture));
                integers.Sort();
                return Shift.Of(integers[integers.Count / 2]);
            }
            var numbers = Values.ConvertAll(value => value is BigInteger large ? (double)large : Convert.ToDouble(value, CultureInfo.InvariantCulture));
            numbers.Sort();
            return new Shift(numbers[numbers.Count / 2], 0, 0);
        }
    }
}
