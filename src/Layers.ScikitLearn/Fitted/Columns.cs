namespace Layers.ScikitLearn;

/// <summary>Tensors as the columns that they have, and columns as a tensor.</summary>
internal static class Columns
{
    /// <summary>The columns of a tensor, in order.</summary>
    /// <param name="tensor"><c>(batch, …, columns)</c>, the last size known.</param>
    /// <exception cref="ArgumentException">It has one axis, or the last size is not known.</exception>
    public static IReadOnlyList<ColumnOf> Of(KerasTensor tensor)
    {
        if (tensor.Shape.Rank < 2 || !tensor.Shape[^1].IsKnown) throw Throw.NoColumns(tensor);
        return [.. Enumerable.Range(0, (int)tensor.Shape[^1].Size).Select(index => new ColumnOf(tensor, index))];
    }

    /// <summary>The columns side by side. A tensor that is taken whole and in order stays as it is; others are selected from, and what
    /// comes from several is concatenated.</summary>
    /// <param name="columns">One or more, of tensors that differ in the last size alone.</param>
    /// <param name="dtype">The types of a layer that concatenates; <see langword="null"/> for float32. Numbers of 64 bits stay so.</param>
    public static KerasTensor Join(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype)
    {
        KerasTensor[] pieces = [.. Runs(columns).Select(Piece)];
        if (pieces is [var only]) return only;
        // What follows centres time stamps and other large numbers; until then they keep their digits.
        return new Concatenate(dtype: pieces.Any(piece => piece.Type == DType.Float64) ? DTypePolicy.Float64 : dtype).Apply(pieces);
    }

    private static List<List<ColumnOf>> Runs(IReadOnlyList<ColumnOf> columns)
    {
        var runs = new List<List<ColumnOf>>();
        foreach (var column in columns)
        {
            // A tensor that ended is taken whole: what comes of it again is another piece.
            if (runs is [.., var last] && ReferenceEquals(last[0].Tensor, column.Tensor) && !IsWhole(last)) last.Add(column);
            else runs.Add([column]);
        }
        return runs;
    }

    private static KerasTensor Piece(List<ColumnOf> run) => IsWhole(run)
        ? run[0].Tensor : new ColumnSelection([.. run.Select(column => column.Index)]).Apply(run[0].Tensor);

    // A sequence whose length only the run knows is one column.
    private static bool IsWhole(List<ColumnOf> run) => !run[0].Tensor.Shape[^1].IsKnown || run[0].Tensor.Shape[^1] == run.Count
        && run.Index().All(pair => pair.Item.Index == pair.Index);
}
