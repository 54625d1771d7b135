using System.Globalization;
using System.Numerics;

namespace Layers.Data;

/// <summary>What the first rows of a query tell: its columns, and for each a value in the middle of those rows.</summary>
internal sealed class Look
{
    // Enough that a few outliers do not make the median one, few enough to be there at once.
    private const int FirstRows = 1000;

    private readonly Found[] _columns;

    private Look(Found[] columns) => _columns = columns;

    public string[] Names => Array.ConvertAll(_columns, column => column.Name);

    public static Look At(Engine engine, string query)
    {
        using var rows = new Rows(engine, engine.Dialect.First(query, FirstRows), CancellationToken.None);
        // Engines without types of columns know them by the first row.
        var any = rows.Read();
        try
        {
            var columns = new Found[rows.Current.FieldCount];
            for (var i = 0; i < columns.Length; i++)
                columns[i] = new Found(rows.Current.GetName(i), rows.Current.GetDataTypeName(i), engine.Dialect.NumberOf(rows.Current.GetFieldType(i)), []);
            if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw Throw.ColumnTwice(engine.Description, twice.Key);
            // One row too many is fetched, for it tells that a query of the first rows has ended, and nothing has to be stopped.
            for (; any && rows.Count <= FirstRows; any = rows.Read())
                for (var i = 0; i < columns.Length; i++)
                    if (columns[i].Number is not null && !rows.Current.IsDBNull(i)) columns[i].Add(rows.Current.GetValue(i));
            return new Look(columns);
        }
        catch (Exception fault)
        {
            throw rows.Fault(fault, rows.Count);
        }
    }

    /// <summary>The columns that were asked for, or all, in order.</summary>
    /// <exception cref="RowSourceException">One is no number.</exception>
    public (SqlColumn[] Columns, Shift[] Shifts) Numbers(string source, string[]? selected)
    {
        var found = selected is null ? _columns : Array.ConvertAll(selected, name => Array.Find(_columns, column => column.Name == name)!);
        if (Array.Find(found, column => column.Number is null) is { } text)
            throw Throw.NotNumeric(source, text.Name, text.Type, _columns.Where(column => column.Number is not null).Select(column => column.Name));
        return (Array.ConvertAll(found, column => new SqlColumn(column.Name, column.Number!.Value)), Array.ConvertAll(found, column => column.Middle()));
    }

    /// <summary>What holds a number, by a column's name; null also where there is no such column.</summary>
    public SqlNumber? Number(string name) => Array.Find(_columns, column => column.Name == name)?.Number;

    public string? TypeName(string name) => Array.Find(_columns, column => column.Name == name)?.Type;

    private sealed record Found(string Name, string Type, SqlNumber? Number, List<object> Values)
    {
        public void Add(object value)
        {
            // An engine may put a text into a column of numbers; what comes of that is said when the rows are read.
            if (Sql.NumberOf(value.GetType()) is not null && value is not (float.NaN or double.NaN or float.PositiveInfinity or float.NegativeInfinity or double.PositiveInfinity or double.NegativeInfinity)) Values.Add(value);
        }

        public Shift Middle()
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
