namespace Layers.Cli;

/// <summary>The result of <c>verify</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">The number of rows that were compared.</param>
/// <param name="Tolerance">The largest difference that is allowed, relative to the largest number of the output.</param>
/// <param name="Agrees">Whether all outputs are the same within the tolerance.</param>
/// <param name="Exports">The exports.</param>
internal sealed record VerifyResult(string Model, string Data, long Rows, double Tolerance, bool Agrees,
    IReadOnlyList<VerifiedExport> Exports) : IResult
{
    int IResult.ExitCode => Agrees ? ExitCode.Fine : ExitCode.Bad;
}
