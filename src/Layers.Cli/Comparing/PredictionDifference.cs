namespace Layers.Cli;

/// <summary>The differences of the predictions of two models on a file.</summary>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">The number of rows that were predicted.</param>
/// <param name="Tolerance">The largest difference that is allowed, relative to the largest number of the output.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="OtherLabels">The number of rows with different labels; null if the models give no labels.</param>
internal sealed record PredictionDifference(string Data, long Rows, double Tolerance, IReadOnlyList<OutputDifference> Outputs,
    long? OtherLabels)
{
    /// <summary>Whether the predictions are the same within the tolerance.</summary>
    public bool Agrees => Outputs.All(output => output.Agrees) && OtherLabels is null or 0;
}
