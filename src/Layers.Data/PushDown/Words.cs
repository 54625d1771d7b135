using System.Data.Common;

namespace Layers.Data;

/// <summary>Counts the values of columns in the engine: one query per column, which groups by value.</summary>
/// <param name="engine">The engine.</param>
/// <param name="source">The rows.</param>
/// <param name="columns">The columns.</param>
internal sealed class Words(Engine engine, Rowset source, CellColumn[] columns)
{
    /// <summary>Returns the counts; null if the rows must be read: if the columns are neither all texts nor all integers and Booleans, if
    /// there are more distinct values than the limit, or if the engine may treat two different texts as equal.</summary>
    public VocabularyState? Count(VocabularySummary request, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        // A document is a row; with several columns, the query of a column does not see whole rows.
        if (!request.PerColumn && columns.Length != 1) return null;
        var texts = Array.TrueForAll(columns, column => column.Kind == ColumnType.Text);
        if (!texts && !Array.TrueForAll(columns, column => column.Kind is ColumnType.Integer or ColumnType.Boolean)) return null;
        if (request.Type is { } type && type == DType.String != texts) return null;
        var given = request.PerColumn ? names : null;
        if (texts)
            return Of<string>((row, i) => row.GetString(i),
                (rows, counts) => VocabularyState.OfTexts(rows, counts, request.PerColumn, request.DistinctLimit, given));
        return Of<long>((row, i) => row.GetInt64(i),
            (rows, counts) => VocabularyState.OfIntegers(rows, counts, request.PerColumn, request.DistinctLimit, given));

        VocabularyState? Of<T>(Func<DbDataReader, int, T> read,
            Func<long, IReadOnlyList<IEnumerable<KeyValuePair<T, long>>>, VocabularyState> make)
        {
            var counts = new List<KeyValuePair<T, long>>[columns.Length];
            var total = 0L;
            for (var i = 0; i < columns.Length; i++)
            {
                if (Expression(columns[i]) is not { } expression) return null;
                (counts[i], var rows) = Groups(expression, read, request.DistinctLimit, cancellation);
                if (counts[i].Count > request.DistinctLimit) return null;
                if (rows == 0) throw Throw.NoRows(engine.Description);
                if (i > 0 && rows != total) throw Throw.RowsChanged(engine.Description, total, rows);
                total = rows;
            }
            return make(total, counts);
        }
    }

    private string? Expression(CellColumn column)
    {
        if (column.Kind == ColumnType.Text) return engine.Dialect.Word(column.Column);
        // SQLite converts any value to an integer on request, so the rows are read, which finds a value of another type and its place.
        return engine.Dialect is SqliteDialect ? null : engine.Dialect.Read(column.Column, DType.Int64);
    }

    // NULL is a group as well. Its rows count, but NULL is not a value.
    private (List<KeyValuePair<T, long>> Counts, long Rows) Groups<T>(string expression, Func<DbDataReader, int, T> read, int limit,
        CancellationToken cancellation)
    {
        try
        {
            var counts = new List<KeyValuePair<T, long>>();
            var all = 0L;
            using var rows = new Rows(engine, $"SELECT {expression} AS word, count(*) AS n\nFROM ({source.Query}\n) AS source\nGROUP BY " +
                $"{expression}", cancellation);
            while (counts.Count <= limit && rows.Read())
            {
                try
                {
                    var count = Convert.ToInt64(rows.Current.GetValue(1), System.Globalization.CultureInfo.InvariantCulture);
                    all += count;
                    if (!rows.Current.IsDBNull(0)) counts.Add(KeyValuePair.Create(read(rows.Current, 0), count));
                }
                catch (Exception fault)
                {
                    throw rows.Fault(fault, 0);
                }
            }
            return (counts, all);
        }
        catch (RowSourceException fault)
        {
            throw CellColumn.Named(engine, source, columns, fault, cancellation);
        }
    }
}
