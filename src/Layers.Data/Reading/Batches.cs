namespace Layers.Data;

/// <summary>Reads the rows of a source as tensors.</summary>
internal sealed class Batches(Engine engine, Rowset source, NumberColumn[] columns)
{
    // Up to this number, a double without a fraction is exactly its integer, and no other integer is rounded to it.
    private const double LargestWhole = (1L << 53) - 1;

    /// <summary>The narrowest type that represents all columns. A batch of integers that has missing values or fractions is
    /// float64.</summary>
    public DType Type =>
        Array.TrueForAll(columns, column => column.Column.Number == SqlNumber.Single) ? DType.Float32
        : Array.TrueForAll(columns, column => column.IsInteger) ? DType.Int64
        : DType.Float64;

    public IEnumerable<TensorData> Read(int batchSize, CancellationToken cancellation)
    {
        var type = Type;
        var isChecked = false;
        using var rows = Start(type, cancellation);
        while (Next(rows, batchSize, type, cancellation) is { } batch)
        {
            // SQLite allows text in any column, and its dialect converts text to infinity.
            if (!isChecked && engine.Dialect is SqliteDialect && batch.Type == DType.Float64
                && batch.AsSpan<double>().ContainsAnyInRange(double.PositiveInfinity, double.PositiveInfinity))
            {
                if (Misfit.Find(engine, source, columns, sums: false, null, cancellation) is { } fault) throw fault;
                isChecked = true;
            }
            yield return batch;
        }
        if (rows.Count == 0) throw Throw.NoRows(engine.Description);
    }

    private Rows Start(DType type, CancellationToken cancellation)
    {
        var text = AggregateText.Read(engine.Dialect, source.Query,
            columns.Select(column => (column.Column, column.IsWhole ? DType.Float64 : type)));
        try
        {
            return new Rows(engine, text, cancellation);
        }
        catch (RowSourceException fault)
        {
            throw Misfit.Named(engine, source, columns, fault, cancellation);
        }
    }

    private TensorData? Next(Rows rows, int batchSize, DType type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return type switch
            {
                DType.Float32 => Fill(rows, batchSize, (i, _) => rows.Current.IsDBNull(i) ? float.NaN : rows.Current.GetFloat(i)),
                DType.Int64 => Integers(rows, batchSize),
                _ => Fill(rows, batchSize, (i, _) => rows.Current.IsDBNull(i) ? double.NaN : rows.Current.GetDouble(i)),
            };
        }
        catch (RowSourceException fault)
        {
            throw Misfit.Named(engine, source, columns, fault, cancellation);
        }
    }

    private TensorData? Integers(Rows rows, int batchSize)
    {
        // Missing values and fractions, with their positions.
        List<(int At, double Value)>? others = null;
        var batch = Fill(rows, batchSize, (i, at) =>
        {
            double other;
            if (rows.Current.IsDBNull(i)) other = double.NaN;
            else if (!columns[i].IsWhole) return rows.Current.GetInt64(i);
            else if (rows.Current.GetDouble(i) is var value && Math.Truncate(value) == value && Math.Abs(value) <= LargestWhole)
                return (long)value;
            else other = value;
            (others ??= []).Add((at, other));
            return 0L;
        });
        if (batch is null || others is null) return batch;
        var values = Array.ConvertAll(batch.ToArray<long>(), value => (double)value);
        foreach (var (at, value) in others) values[at] = value;
        return TensorData.Of(values, batch.Shape);
    }

    private TensorData? Fill<T>(Rows rows, int batchSize, Func<int, int, T> value)
    {
        var width = columns.Length;
        var values = new T[Math.Clamp((1 << 20) / width, 1, batchSize) * width];
        var count = 0;
        while (count < batchSize && rows.Read())
        {
            var at = count * width;
            if (at == values.Length) Array.Resize(ref values, checked((int)Math.Min(2L * values.Length, (long)batchSize * width)));
            try
            {
                for (var i = 0; i < width; i++, at++) values[at] = value(i, at);
            }
            catch (Exception fault)
            {
                throw rows.Fault(fault, rows.Count - 1);
            }
            count++;
        }
        if (count == 0) return null;
        if (count * width < values.Length) Array.Resize(ref values, count * width);
        return TensorData.Of(values, Shape.Of(count, width));
    }
}
