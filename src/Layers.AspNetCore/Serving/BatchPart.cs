namespace Layers.AspNetCore;

/// <summary>The rows of one request in what a model gave for a batch.</summary>
/// <param name="Output">What the model gave.</param>
/// <param name="First">The first row of the request.</param>
/// <param name="Rows">How many rows the request has.</param>
internal readonly record struct BatchPart(BatchOutput Output, int First, int Rows)
{
    /// <summary>The answer for a row of the request.</summary>
    public Prediction this[int row] => Output[First + row];

    /// <summary>The answers for the rows of the request.</summary>
    public IReadOnlyList<Prediction> Predictions => Rows == 0 ? [] : Output.Rows(First, Rows);
}
