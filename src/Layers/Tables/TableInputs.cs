namespace Layers;

/// <summary>Converts rows of a table to tensors for the inputs of a model.</summary>
internal static class TableInputs
{
    /// <summary>Returns a tensor for each input, in order.</summary>
    /// <param name="inputs">The inputs of the model. Each input is a column, or the only input has a feature for each column.</param>
    /// <param name="columns">The columns of the model, in order.</param>
    /// <param name="rows">A table with these columns.</param>
    /// <exception cref="ArgumentException">The values of a column do not fit the type of its input; the message names the
    /// column.</exception>
    public static TensorData[] Of(IReadOnlyList<Input> inputs, IReadOnlyList<ModelColumn> columns, Table rows)
    {
        if (inputs is not [{ Column: null } only]) return [.. inputs.Select(input => ColumnSource.Tensor(input, rows))];
        var x = TensorData.Zeros(only.Type, [rows.RowCount, columns.Count]);
        for (var c = 0; c < columns.Count; c++)
        {
            // Copies a column into the positions of its feature.
            var values = rows[columns[c].Name].ToTensor(only.Type is DType.Float64 or DType.Int64 or DType.String
                ? only.Type : DType.Float32);
            Place(Casting.Cast(values, only.Type), x, c, columns.Count);
        }
        return [x];
    }

    private static void Place(TensorData column, TensorData x, int place, int width)
    {
        if (x.Type == DType.String)
        {
            Place<string>(column, x, place, width);
            return;
        }
        var size = x.Type.Size();
        var from = column.AsBytes();
        var to = x.WritableBytes();
        for (var row = 0; row < column.Length; row++) from.Slice(row * size, size).CopyTo(to[((row * width + place) * size)..]);
    }

    private static void Place<T>(TensorData column, TensorData x, int place, int width)
    {
        var from = column.AsSpan<T>();
        var to = x.Span<T>();
        for (var row = 0; row < from.Length; row++) to[row * width + place] = from[row];
    }
}
