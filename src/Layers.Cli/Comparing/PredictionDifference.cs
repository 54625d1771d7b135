namespace Layers.Cli;

/// <summary>How far the predictions of two models differ on a file.</summary>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">How many rows were predicted.</param>
/// <param name="Tolerance">How far numbers may be apart, as a part of the largest number of their output.</param>
/// <param name="Outputs">Each output.</param>
/// <param name="OtherLabels">In how many rows the label differs; null where the models give no labels.</param>
internal sealed record PredictionDifference(string Data, long Rows, double Tolerance, IReadOnlyList<OutputDifference> Outputs, long? OtherLabels)
{
    /// <summary>Whether they are the same within the tolerance.</summary>
    public bool Agrees => Outputs.All(output => output.Agrees) && OtherLabels is null or 0;
}
