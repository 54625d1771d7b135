namespace Layers.Cli;

/// <summary>The result of <c>check</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">The number of rows that were compared.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>: the worst of the features.</param>
/// <param name="Compared">The number of features. A column counts once, even if several layers learned from it.</param>
/// <param name="Moved">The number of features that differ from training.</param>
/// <param name="Features">Each feature of each layer that learned.</param>
internal sealed record CheckResult(
    string Model, string Data, long Rows, string Verdict, int Compared, int Moved, IReadOnlyList<CheckedFeature> Features) : IResult
{
    int IResult.ExitCode => Verdict switch
    {
        "alike" => ExitCode.Fine,
        "shifted" => ExitCode.Remark,
        _ => ExitCode.Bad,
    };
}
