namespace Layers.AspNetCore;

/// <summary>The rows of one request in the output of a batch.</summary>
/// <param name="Output">The output of the batch.</param>
/// <param name="First">The index of the request's first row.</param>
/// <param name="Rows">The number of rows of the request.</param>
internal readonly record struct BatchPart(BatchOutput Output, int First, int Rows)
{
    /// <summary>The prediction of a row of the request.</summary>
    public Prediction this[int row] => Output[First + row];

    /// <summary>The predictions of all rows of the request.</summary>
    public IReadOnlyList<Prediction> Predictions => Rows == 0 ? [] : Output.Rows(First, Rows);
}
