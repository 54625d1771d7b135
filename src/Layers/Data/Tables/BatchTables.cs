namespace Layers;

/// <summary>The batches of a source as tables, for a source that only reads batches.</summary>
internal static class BatchTables
{
    // From this number on, a double has no fraction and is outside int64.
    private const double Beyond = 9_223_372_036_854_775_808;

    public static IEnumerable<Table> Of(RowSource source, int batchSize, CancellationToken cancellation)
    {
        var (names, types) = (source.Columns, source.Types);
        if (types.Count != names.Count) throw Throw.TypesOfOtherColumns(source, types.Count);
        for (var i = 0; i < types.Count; i++)
            if (types[i] is ColumnType.Text or ColumnType.Date) throw Throw.ReadsNoTables(source, names[i], types[i]);
        return Read();

        IEnumerable<Table> Read()
        {
            var before = 0L;
            foreach (var batch in source.ReadBatches(batchSize, cancellation))
            {
                var rows = (int)batch.Shape[0].Size;
                yield return new Table([.. names.Select((name, i) => Column(source, batch, i, name, types[i], before))], rows,
                    source.Description);
                before += rows;
            }
        }
    }

    private static Column Column(RowSource source, TensorData batch, int at, string name, ColumnType type, long before)
    {
        var values = NamedColumns.Take(batch, [at]);
        var wide = Casting.Cast(values, DType.Float64).AsSpan<double>();
        var whole = values.Type == DType.Int64 ? values.AsSpan<long>() : [];
        var rows = wide.Length;
        switch (type)
        {
            case ColumnType.Number:
                for (var row = 0; row < whole.Length; row++)
                    if (wide[row] >= Beyond || (long)wide[row] != whole[row])
                        throw Throw.BeyondNumbers(source, name, before + row, whole[row]);
                return Layers.Column.Number(name, wide.ToArray());
            case ColumnType.Integer:
                var integers = new long?[rows];
                for (var row = 0; row < rows; row++)
                {
                    if (whole.Length > 0) integers[row] = whole[row];
                    else if (Math.Truncate(wide[row]) == wide[row] && wide[row] is >= -Beyond and < Beyond) integers[row] = (long)wide[row];
                    else if (!double.IsNaN(wide[row])) throw Throw.NotOfColumnType(source, name, type, before + row, wide[row]);
                }
                return Layers.Column.Integer(name, integers);
            default:
                var truths = new bool?[rows];
                for (var row = 0; row < rows; row++)
                {
                    if (wide[row] is 0 or 1) truths[row] = wide[row] == 1;
                    else if (!double.IsNaN(wide[row])) throw Throw.NotOfColumnType(source, name, type, before + row, wide[row]);
                }
                return Layers.Column.Boolean(name, truths);
        }
    }
}
