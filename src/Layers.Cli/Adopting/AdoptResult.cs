namespace Layers.Cli;

/// <summary>The result of <c>adopt</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Wiring">The connections, a line for each file.</param>
/// <param name="Questions">The open questions; none if one model was made.</param>
/// <param name="Columns">The columns that the model takes; none while a question is open, or if no file has names.</param>
/// <param name="Written">The file that was written; null without <c>-o</c>, or if a question is open.</param>
internal sealed record AdoptResult(string Model, IReadOnlyList<string> Wiring, IReadOnlyList<OpenQuestion> Questions,
    IReadOnlyList<string> Columns, string? Written) : IResult
{
    int IResult.ExitCode => Questions.Count == 0 ? ExitCode.Fine : ExitCode.Remark;
}
