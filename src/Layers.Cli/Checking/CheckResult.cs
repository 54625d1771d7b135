namespace Layers.Cli;

/// <summary>How rows compare with training.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">How many rows were compared.</param>
/// <param name="Verdict"><c>alike</c>, <c>shifted</c> or <c>different</c>: the worst of the features.</param>
/// <param name="Features">Each feature of each layer that learned.</param>
internal sealed record CheckResult(string Model, string Data, long Rows, string Verdict, IReadOnlyList<CheckedFeature> Features) : IResult
{
    int IResult.ExitCode => Verdict switch
    {
        "alike" => ExitCode.Fine,
        "shifted" => ExitCode.Remark,
        _ => ExitCode.Bad,
    };
}
