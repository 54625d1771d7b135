namespace Layers.Cli;

/// <summary>How a model and the files beside it fit together.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Wiring">What connects to what, a line a file.</param>
/// <param name="Questions">What is still open; none where it became one model.</param>
/// <param name="Columns">The columns that the model takes; none while something is open, or where no file knows names.</param>
/// <param name="Written">The file that was written; null where none was asked for, or something is open.</param>
internal sealed record AdoptResult(string Model, IReadOnlyList<string> Wiring, IReadOnlyList<OpenQuestion> Questions, IReadOnlyList<string> Columns, string? Written) : IResult
{
    int IResult.ExitCode => Questions.Count == 0 ? ExitCode.Fine : ExitCode.Remark;
}
