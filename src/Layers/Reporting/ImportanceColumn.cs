namespace Layers;

/// <summary>A column among the inputs of a model: one place of the last axis of a tensor, with all steps of a row where it has
/// steps.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Input">Which input of the model it is in.</param>
/// <param name="Place">Its place on the last axis; null where all of the input is the column.</param>
internal sealed record ImportanceColumn(string Name, int Input, int? Place)
{
    /// <summary>A copy of its values, row after row.</summary>
    public TensorData Of(TensorData x)
    {
        var (rows, steps, width) = Sizes(x);
        var kept = TensorData.Zeros(x.Type, [rows, steps]);
        for (var row = 0; row < rows; row++)
            for (var step = 0; step < steps; step++) Copy(x, Index(row, step, steps, width), kept, row * steps + step);
        return kept;
    }

    /// <summary>Writes values back.</summary>
    /// <param name="x">Where.</param>
    /// <param name="kept">What <see cref="Of"/> gave.</param>
    /// <param name="order">Which row's values each row gets; null for its own.</param>
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
