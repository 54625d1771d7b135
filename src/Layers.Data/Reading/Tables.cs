using System.Data.Common;

namespace Layers.Data;

/// <summary>Reads the rows of a source as tables.</summary>
internal sealed class Tables(Engine engine, Rowset source, CellColumn[] columns)
{
    // The number of distinct texts of a column that are kept to share one string each.
    private const int MostKept = 1 << 12;

    public IEnumerable<Table> Read(int batchSize, CancellationToken cancellation)
    {
        using var rows = Start(cancellation);
        var cells = columns.Select((column, at) => Of(column, rows, at)).ToArray();
        var isChecked = engine.Dialect is not SqliteDialect;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(rows, cells, batchSize, cancellation);
            if (count == 0) yield break;
            var table = Table.Of(Array.ConvertAll(cells, cell => cell.Take()));
            // SQLite allows text in any column, and its dialect converts text to infinity.
            if (!isChecked && HasInfinity(table))
            {
                if (CellColumn.Misfitting(engine, source, columns, cancellation) is { } fault) throw fault;
                isChecked = true;
            }
            yield return table;
            if (count < batchSize) yield break;
        }
    }

    private Rows Start(CancellationToken cancellation)
    {
        var expressions = columns.Select(column => $"{column.Read(engine.Dialect)} AS {engine.Dialect.Quote(column.Name)}");
        try
        {
            return new Rows(engine, $"SELECT {string.Join(", ", expressions)}\nFROM ({source.Query}\n) AS source", cancellation);
        }
        catch (RowSourceException fault)
        {
            throw CellColumn.Named(engine, source, columns, fault, cancellation);
        }
    }

    private int Fill(Rows rows, Cells[] cells, int batchSize, CancellationToken cancellation)
    {
        try
        {
            var count = 0;
            for (; count < batchSize && rows.Read(); count++)
            {
                try
                {
                    for (var i = 0; i < cells.Length; i++) cells[i].Add(rows.Current, i);
                }
                catch (Exception fault)
                {
                    throw rows.Fault(fault, rows.Count - 1);
                }
            }
            return count;
        }
        catch (RowSourceException fault)
        {
            throw CellColumn.Named(engine, source, columns, fault, cancellation);
        }
    }

    private static bool HasInfinity(Table table) => table.Columns.Any(name => table[name] is Column<double> numbers && numbers.AsSpan().Contains(double.PositiveInfinity));

    private Cells Of(CellColumn column, Rows rows, int at)
    {
        var name = column.Name;
        switch (column.Kind)
        {
            case ColumnType.Number:
                return new Cells<double>((row, i) => row.GetDouble(i), double.NaN, values => Column.Number(name, values));
            case ColumnType.Integer:
                // SQLite converts any value to an integer if asked for one.
                return engine.Dialect is SqliteDialect
                    ? new Cells<long?>((row, i) => row.GetValue(i) is long value ? value : throw Throw.NoInteger(row.GetValue(i)), null, values => Column.Integer(name, values))
                    : new Cells<long?>((row, i) => row.GetInt64(i), null, values => Column.Integer(name, values));
            case ColumnType.Boolean:
                return new Cells<bool?>((row, i) => row.GetInt64(i) != 0, null, values => Column.Boolean(name, values));
            case ColumnType.Text:
                var kept = new HashSet<string>(StringComparer.Ordinal);
                return new Cells<string?>((row, i) => Kept(kept, row.GetString(i)), null, values => Column.Text(name, values));
            default:
                DateTimeKind? kind = null;
                var read = Date(rows.Current, at);
                return new Cells<DateTime?>(
                    (row, i) =>
                    {
                        var date = read(row, i);
                        if ((kind ??= date.Kind) != date.Kind) throw Throw.DatesOfTwoKinds(engine.Description, name, rows.Count - 1, date.Kind == DateTimeKind.Utc);
                        return date;
                    },
                    null, values => Column.Date(name, values));
        }
    }

    // Texts often repeat, so each distinct text is stored once while there are few.
    private static string Kept(HashSet<string> kept, string text)
    {
        if (kept.TryGetValue(text, out var known)) return known;
        if (kept.Count < MostKept) kept.Add(text);
        return text;
    }

    private Func<DbDataReader, int, DateTime> Date(DbDataReader reader, int at)
    {
        var type = reader.GetFieldType(at);
        if (type == typeof(string)) return (row, i) => row.GetString(i) is var text && DateText.TryParse(text, source.DateFormat, out var date) ? date : throw Throw.NoDate(text);
        if (type == typeof(DateOnly)) return (row, i) => row.GetFieldValue<DateOnly>(i).ToDateTime(TimeOnly.MinValue);
        if (type == typeof(DateTimeOffset)) return (row, i) => row.GetFieldValue<DateTimeOffset>(i).UtcDateTime;
        // DuckDB returns instants in UTC, but their kind is unspecified.
        var isInstant = reader.GetDataTypeName(at) is "TimestampTz";
        return (row, i) => row.GetDateTime(i) is var date && isInstant ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date;
    }
}
