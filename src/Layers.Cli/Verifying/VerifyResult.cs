namespace Layers.Cli;

/// <summary>Whether a model's exports give what the model gives.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="Tolerance">How far numbers may be apart, as a part of the largest number of their output.</param>
/// <param name="Agrees">Whether all are the same within that.</param>
/// <param name="Exports">Each export.</param>
internal sealed record VerifyResult(string Model, string Data, long Rows, double Tolerance, bool Agrees, IReadOnlyList<VerifiedExport> Exports) : IResult
{
    int IResult.ExitCode => Agrees ? ExitCode.Fine : ExitCode.Bad;
}
