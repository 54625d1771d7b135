using System.Globalization;
using System.Numerics;

namespace Layers.Data;

/// <summary>The information from the first rows of a source: its columns, and the median of the first values of each numeric
/// column.</summary>
internal sealed class Preview
{
    // Enough rows that the median is not an outlier, and few enough to be read quickly.
    private const int FirstRows = 1000;

    // Below this number, a double represents every integer.
    private const double ExactBelow = 1L << 53;

    private readonly Dictionary<string, Found> _columns;

    private Preview(Rowset rows, IEnumerable<Found> columns)
    {
        Rows = Tables = rows;
        _columns = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        Names = [.. _columns.Keys];
    }

    /// <summary>The rows that were previewed.</summary>
    public Rowset Rows { get; }

    /// <summary>The rows with their texts, from which tables are read.</summary>
    public Rowset Tables { get; private init; }

    public string[] Names { get; }

    /// <summary>Whether the texts of a column that may have dates are dates; null if the column has no texts.</summary>
    public bool? IsDates(string name) => _columns[name] is { HasDate: true } or { HasOther: true } ? !_columns[name].HasOther : null;

    public static Preview At(Engine engine, Rowset source, CancellationToken cancellation)
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

    private static Preview At(Rows rows, Engine engine, Rowset source)
    {
        try
        {
            var columns = new List<Found>();
            // Engines without column types determine them from the first row.
            var any = rows.Read();
            for (var i = 0; i < rows.Current.FieldCount; i++)
                columns.Add(new Found(rows.Current.GetName(i), rows.Current.GetDataTypeName(i),
                    engine.Dialect.NumberOf(rows.Current.GetFieldType(i)), false, [])
                {
                    Kind = CellColumn.KindOf(engine.Dialect, rows.Current.GetFieldType(i), rows.Current.GetDataTypeName(i)),
                    // Npgsql returns the padding of a character(n), which is not part of its value.
                    IsString = rows.Current.GetFieldType(i) == typeof(string)
                        && !rows.Current.GetDataTypeName(i).StartsWith("character(", StringComparison.Ordinal),
                });
            if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Throw.ColumnTwice(engine.Description, twice.Key);
            // One more row is requested, so that the reader arrives at the end of a query that is limited to the first rows, and the query
            // need not be cancelled.
            for (; any && rows.Count <= FirstRows; any = rows.Read())
                for (var i = 0; i < columns.Count; i++)
                {
                    if (rows.Current.IsDBNull(i)) continue;
                    if (columns[i].Number is { } number) columns[i].Add(rows.Current, i, number);
                    else if (!source.Dates.Contains(columns[i].Name)) continue;
                    else if (DateText.TryParse(rows.Current.GetString(i), source.DateFormat, out _)) columns[i].HasDate = true;
                    else columns[i].HasOther = true;
                }
            return new Preview(source, columns);
        }
        catch (Exception fault)
        {
            throw rows.Fault(fault, rows.Count);
        }
    }

    /// <summary>Returns the same information for rows that are read in another way.</summary>
    /// <param name="rows">The rows that are read.</param>
    /// <param name="doubles">The columns that are then read as doubles, although their numbers were integers so far.</param>
    public Preview ReadAs(Rowset rows, IReadOnlySet<string> doubles) =>
        new(rows, _columns.Values.Select(column => doubles.Contains(column.Name)
            ? column with { Number = SqlNumber.Double, IsWhole = true } : column));

    /// <summary>Returns the same information with the column types of tables.</summary>
    public Preview WithTables(Rowset tables, IReadOnlyDictionary<string, ColumnType> kinds) =>
        new(Rows, _columns.Values.Select(column => column with
        {
            Kind = kinds.TryGetValue(column.Name, out var kind)
            ? kind : null
        }))
        { Tables = tables };

    /// <summary>Returns the column type of a column in a table; null if a table cannot hold it, or there is no such column.</summary>
    public ColumnType? Kind(string name) => _columns.GetValueOrDefault(name)?.Kind;

    /// <summary>Returns the selected columns, or all, in order, as tables have them.</summary>
    /// <exception cref="RowSourceException">A table cannot hold one of the columns.</exception>
    public CellColumn[] Cells(Engine engine, string[]? selected) => Array.ConvertAll(selected ?? Names, name =>
    {
        var column = _columns[name];
        var kind = column.Kind ?? throw Throw.OfNoKind(engine.Description, name, column.Type);
        return new CellColumn(new SqlColumn(name, kind == ColumnType.Boolean ? SqlNumber.Boolean : column.Number ?? SqlNumber.Double), kind,
            column.IsString);
    });

    /// <summary>Returns the selected columns, or all, in order.</summary>
    /// <exception cref="RowSourceException">A column is not numeric.</exception>
    public NumberColumn[] Numbers(Engine engine, string[]? selected)
    {
        var found = Array.ConvertAll(selected ?? Names, name => _columns[name]);
        if (Array.Find(found, column => column.Number is null) is { } text)
            throw Throw.NotNumeric(engine.Description, text.Name, text.Type, FirstText(engine, text.Name),
                _columns.Values.Where(column => column.Number is not null).Select(column => column.Name));
        return Array.ConvertAll(found, column => column.ToNumber());
    }

    /// <summary>Returns the kind of numbers in a column; null if it is not numeric, or there is no such column.</summary>
    public SqlNumber? Number(string name) => _columns.GetValueOrDefault(name)?.Number;

    public string? TypeName(string name) => _columns.GetValueOrDefault(name)?.Type;

    /// <summary>Returns the first text that is not a number in a column of texts; null for other columns.</summary>
    public (Place Place, string Text)? FirstText(Engine engine, string name) =>
        string.Equals(TypeName(name), DuckDbType.Text, StringComparison.OrdinalIgnoreCase) ? Misfit.FirstText(engine, Rows, name) : null;

    /// <summary>Whether a column of integers has values that a double does not represent exactly.</summary>
    public bool IsBeyondDoubles(string name) =>
        _columns[name].Values.Exists(value => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) >= ExactBelow);

    private sealed record Found(string Name, string Type, SqlNumber? Number, bool IsWhole, List<object> Values)
    {
        /// <summary>The type of the column in a table.</summary>
        public ColumnType? Kind { get; init; }

        /// <summary>Whether the engine returns strings.</summary>
        public bool IsString { get; init; }

        /// <summary>Whether a text of the column is a date.</summary>
        public bool HasDate { get; set; }

        /// <summary>Whether a text of the column is not a date.</summary>
        public bool HasOther { get; set; }

        public void Add(System.Data.Common.DbDataReader row, int i, SqlNumber number)
        {
            object value;
            try
            {
                value = row.GetValue(i);
            }
            catch (Exception fault) when (number == SqlNumber.Decimal && (fault is OverflowException or InvalidCastException))
            {
                // .NET has no decimal for the value, for example PostgreSQL's NaN. If it is needed, the engine converts it to a double.
                return;
            }
            // An engine may have a text in a numeric column; reading the rows reports it.
            if (Sql.NumberOf(value.GetType()) is not null
                && value is not (float.NaN or double.NaN or float.PositiveInfinity or float.NegativeInfinity or double.PositiveInfinity
                or double.NegativeInfinity)) Values.Add(value);
        }

        public NumberColumn ToNumber() => new(new SqlColumn(Name, Number!.Value), Middle(), IsWhole);

        private Shift Middle()
        {
            if (Values.Count == 0) return default;
            if (Number?.IsWide() == true)
            {
                var integers = Values.ConvertAll(value => value is ulong large
                    ? (Int128)large : Convert.ToInt64(value, CultureInfo.InvariantCulture));
                integers.Sort();
                return Shift.Of(integers[integers.Count / 2]);
            }
            var numbers = Values.ConvertAll(value => value is BigInteger large
                ? (double)large : Convert.ToDouble(value, CultureInfo.InvariantCulture));
            numbers.Sort();
            return new Shift(numbers[numbers.Count / 2], 0, 0);
        }
    }
}
