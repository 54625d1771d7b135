namespace Layers;

/// <summary>The rows of one step.</summary>
/// <param name="Examples">The examples.</param>
/// <param name="Start">The index of the first row in the order.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Order">The order of all rows; null for their original order.</param>
internal readonly record struct ExampleBatch(Examples Examples, int Start, int Count, int[]? Order)
{
    /// <summary>Writes the position of each row in the data passed to <c>Fit</c>.</summary>
    public void CopyPositions(Span<long> positions)
    {
        for (var i = 0; i < Count; i++)
        {
            var row = Order is null ? Start + i : Order[Start + i];
            positions[i] = Examples.Positions?[row] ?? Examples.Before.Count + row;
        }
    }
}
