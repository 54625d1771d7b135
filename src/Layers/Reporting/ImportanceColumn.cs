namespace Layers;

/// <summary>A column among the inputs of a model: one index on the last axis of a tensor, with all steps of a row if the tensor has
/// steps.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Input">The index of the model's input that holds the column.</param>
/// <param name="Place">The index on the last axis; null if the whole input is the column.</param>
internal sealed record ImportanceColumn(string Name, int Input, int? Place)
{
    /// <summary>Returns a copy of the values of the column, row after row.</summary>
    public TensorData Of(TensorData x)
    {
        var (rows, steps, width) = Sizes(x);
        var kept = TensorData.Zeros(x.Type, [rows, steps]);
        for (var row = 0; row < rows; row++)
            for (var step = 0; step < steps; step++) Copy(x, Index(row, step, steps, width), kept, row * steps + step);
        return kept;
    }

    /// <summary>Writes the values of the column.</summary>
    /// <param name="x">The tensor to write to.</param>
    /// <param name="kept">The values that <see cref="Of"/> returned.</param>
    /// <param name="order">For each row, the row whose values it gets; null if each row gets its own.</param>
    public void Write(TensorData x, TensorData kept, int[]? order)
    {
        var (rows, steps, width) = Sizes(x);
        for (var row = 0; row < rows; row++)
            for (var step = 0; step < steps; step++)
                Copy(kept, (order is null ? row : order[row]) * steps + step, x, Index(row, step, steps, width));
    }

    private (int Rows, int Steps, int Width) Sizes(TensorData x)
    {
        var rows = (int)x.Shape[0].Size;
        var elements = rows == 0 ? 0 : x.Length / rows;
        return Place is null ? (rows, elements, 1) : (rows, elements / (int)x.Shape[^1].Size, (int)x.Shape[^1].Size);
    }

    private int Index(int row, int step, int steps, int width) => (row * steps + step) * width + (Place ?? 0);

    private static void Copy(TensorData source, int from, TensorData target, int to)
    {
        if (source.Type == DType.String)
        {
            target.Span<string>()[to] = source.AsSpan<string>()[from];
            return;
        }
        var size = source.Type.Size();
        source.AsBytes().Slice(from * size, size).CopyTo(target.WritableBytes()[(to * size)..]);
    }
}
