namespace Layers.ScikitLearn;

/// <summary>Splits tensors into columns, and joins columns to a tensor.</summary>
internal static class Columns
{
    /// <summary>Returns the columns of a tensor, in order.</summary>
    /// <param name="tensor">The tensor, <c>(batch, …, columns)</c>; the last size is known.</param>
    /// <exception cref="ArgumentException">The tensor has one axis, or its last size is unknown.</exception>
    public static IReadOnlyList<ColumnOf> Of(KerasTensor tensor)
    {
        if (tensor.Shape.Rank < 2 || !tensor.Shape[^1].IsKnown) throw Throw.NoColumns(tensor);
        return [.. Enumerable.Range(0, (int)tensor.Shape[^1].Size).Select(index => new ColumnOf(tensor, index))];
    }

    /// <summary>Joins columns to one tensor. If the columns are all columns of one tensor in order, returns that tensor. Otherwise selects
    /// columns and concatenates.</summary>
    /// <param name="columns">One or more columns, of tensors that differ only in the last size.</param>
    /// <param name="dtype">The dtype policy of a layer that concatenates; <see langword="null"/> for float32. 64-bit numbers keep their
    /// type.</param>
    public static KerasTensor Join(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        KerasTensor[] pieces = [.. Runs(columns).Select(Piece)];
        if (pieces is [var only]) return only;
        // A later layer subtracts the mean of time stamps and other large numbers, which need all their digits until then.
        return new Concatenate(dtype: pieces.Any(piece => piece.Type == DType.Float64) ? DTypePolicy.Float64 : dtype).Apply(pieces);
    }

    private static List<List<ColumnOf>> Runs(IReadOnlyList<ColumnOf> columns)
    {
        var runs = new List<List<ColumnOf>>();
        foreach (var column in columns)
        {
            // A column that comes again after all columns of its tensor starts another run.
            if (runs is [.., var last] && ReferenceEquals(last[0].Tensor, column.Tensor) && !IsWhole(last)) last.Add(column);
            else runs.Add([column]);
        }
        return runs;
    }

    private static KerasTensor Piece(List<ColumnOf> run) => IsWhole(run)
        ? run[0].Tensor : new ColumnSelection([.. run.Select(column => column.Index)]).Apply(run[0].Tensor);

    // A sequence whose length is known only at run time is one column.
    private static bool IsWhole(List<ColumnOf> run) => !run[0].Tensor.Shape[^1].IsKnown || run[0].Tensor.Shape[^1] == run.Count
        && run.Index().All(pair => pair.Item.Index == pair.Index);
}
