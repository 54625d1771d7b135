namespace Layers;

/// <summary>Some rows of examples, taken together in one step.</summary>
/// <param name="Examples">The examples.</param>
/// <param name="Start">The first row's place in the order.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Order">The order of all rows; null for their own.</param>
internal readonly record struct ExampleBatch(Examples Examples, int Start, int Count, int[]? Order)
{
    /// <summary>Writes the position of each row in the data of the <c>Fit</c>.</summary>
    public void CopyPositions(Span<long> positions)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = Order is null ? Start + i : Order[Start + i];
            positions[i] = Examples.Positions?[row] ?? Examples.Before.Count + row;
        }
    }
}
