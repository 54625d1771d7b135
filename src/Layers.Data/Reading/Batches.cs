namespace Layers.Data;

/// <summary>The rows of a query as tensors.</summary>
internal sealed class Batches(Engine engine, string query, SqlColumn[] columns)
{
    /// <summary>The narrowest type that holds all columns; integers with missing values among them come as float64.</summary>
    public DType Type =>
        Array.TrueForAll(columns, column => column.Number == SqlNumber.Single) ? DType.Float32
        : Array.TrueForAll(columns, column => column.Number is SqlNumber.Integer or SqlNumber.WideInteger or SqlNumber.Boolean) ? DType.Int64
        : DType.Float64;

    public IEnumerable<TensorData> Read(int batchSize, DType type, CancellationToken cancellation)
    {
        using var rows = new Rows(engine, AggregateText.Read(engine.Dialect, query, columns, type), cancellation);
        while (Next(rows, batchSize, type, cancellation) is { } batch) yield return batch;
        if (rows.Count == 0) throw Throw.NoRows(engine.Description);
    }

    private TensorData? Next(Rows rows, int batchSize, DType type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return type switch
        {
            DType.Float32 => Fill(rows, batchSize, (i, _) => rows.Current.IsDBNull(i) ? float.NaN : rows.Current.GetFloat(i)),
            DType.Int64 => Integers(rows, batchSize),
            _ => Fill(rows, batchSize, (i, _) => rows.Current.IsDBNull(i) ? double.NaN : rows.Current.GetDouble(i)),
        };
    }

    private TensorData? Integers(Rows rows, int batchSize)
    {
        List<int>? missing = null;
        var batch = Fill(rows, batchSize, (i, at) =>
        {
            if (!rows.Current.IsDBNull(i)) return rows.Current.GetInt64(i);
            (missing ??= []).Add(at);
            return 0L;
        });
        if (batch is null || missing is null) return batch;
        var values = Array.ConvertAll(batch.ToArray<long>(), value => (double)value);
        foreach (var at in missing) values[at] = double.NaN;
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
