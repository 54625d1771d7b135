using System.Data.Common;

namespace Layers.Data;

/// <summary>Reads the rows of a source as tables.</summary>
internal sealed class Tables(Engine engine, Rowset source, CellColumn[] columns)
{
    // The number of distinct texts of a column that are kept to share one string each.
    private const int MostKept = 1 << 12;

    private readonly IGrouping<ColumnType, CellColumn>[] _lists =
        source.Wide is { } wide && columns.Length > WideRows.MostSingle ? [.. columns.Where(wide.Has).GroupBy(column => column.Kind)] : [];

    public IEnumerable<Table> Read(int batchSize, CancellationToken cancellation)
    {
        var listed = _lists.SelectMany(list => list.Select(column => column.Name)).ToHashSet(StringComparer.Ordinal);
        var others = listed.Count == 0 ? columns : Array.FindAll(columns, column => !listed.Contains(column.Name));
        using var rows = Start(others, cancellation);
        var single = others.Select((column, at) => Of(column, rows, _lists.Length + at)).ToArray();
        var inLists = _lists.Select(list => list.Select(column => Of(column, rows, at: 0)).ToArray()).ToArray();
        var lists = _lists.Zip(inLists, (list, cells) => CellList.Of(list.Key, cells)).ToArray();
        var all = InOrder(single.Concat(inLists.SelectMany(cells => cells)), others.Concat(_lists.SelectMany(list => list)));
        var isChecked = engine.Dialect is not SqliteDialect;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(rows, lists, single, batchSize, cancellation);
            if (count == 0) yield break;
            var table = Table.Of(Array.ConvertAll(all, cells => cells.Take()));
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

    private Cells[] InOrder(IEnumerable<Cells> cells, IEnumerable<CellColumn> of)
    {
        var byName = of.Zip(cells).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        return Array.ConvertAll(columns, column => byName[column.Name]);
    }

    private Rows Start(CellColumn[] others, CancellationToken cancellation)
    {
        var text = _lists.Length > 0 ? source.Wide!.Statement(engine.Dialect, _lists, others)
            : $"SELECT {string.Join(", ", others.Select(column => column.Selected(engine.Dialect)))}\nFROM ({source.Query}\n) AS source";
        try
        {
            return new Rows(engine, text, cancellation);
        }
        catch (RowSourceException fault)
        {
            throw CellColumn.Named(engine, source, columns, fault, cancellation);
        }
    }

    private int Fill(Rows rows, CellList[] lists, Cells[] single, int batchSize, CancellationToken cancellation)
    {
        try
        {
            var count = 0;
            for (; count < batchSize && rows.Read(); count++)
            {
                try
                {
                    for (var i = 0; i < lists.Length; i++) lists[i].Add(rows.Current, i);
                    for (var i = 0; i < single.Length; i++) single[i].Add(rows.Current, lists.Length + i);
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

    private static bool HasInfinity(Table table) =>
        table.Columns.Any(name => table[name] is Column<double> numbers && numbers.AsSpan().Contains(double.PositiveInfinity));

    private Cells Of(CellColumn column, Rows rows, int at)
    {
        var name = column.Name;
        switch (column.Kind)
        {
            case ColumnType.Number:
                return new Cells<double>((row, i) => row.GetDouble(i), double.NaN, values => Column.Number(name, values));
            case ColumnType.Integer:
                // On request, SQLite converts any value to an integer, so the original value is checked.
                return engine.Dialect is SqliteDialect
                    ? new Cells<long?>((row, i) => row.GetValue(i) is long value ? value : throw Throw.NoInteger(row.GetValue(i)), null,
                        values => Column.Integer(name, values))
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
                        if ((kind ??= date.Kind) != date.Kind)
                            throw Throw.DatesOfTwoKinds(engine.Description, name, rows.Count - 1, date.Kind == DateTimeKind.Utc);
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
        if (type == typeof(string))
            return (row, i) =>
                row.GetString(i) is var text && DateText.TryParse(text, source.DateFormat, out var date) ? date : throw Throw.NoDate(text);
        if (type == typeof(DateOnly)) return (row, i) => row.GetFieldValue<DateOnly>(i).ToDateTime(TimeOnly.MinValue);
        if (type == typeof(DateTimeOffset)) return (row, i) => row.GetFieldValue<DateTimeOffset>(i).UtcDateTime;
        // DuckDB returns instants in UTC, but their kind is unspecified.
        var isInstant = reader.GetDataTypeName(at) is "TimestampTz";
        return (row, i) =>
            row.GetDateTime(i) is var date && isInstant
            ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date;
    }
}
