namespace Layers.Cli;

/// <summary>The result of <c>diff</c>.</summary>
/// <param name="First">The file of the first model.</param>
/// <param name="Second">The file of the second model.</param>
/// <param name="IsSame">Whether nothing differs.</param>
/// <param name="Settings">The settings that differ, and the layers that only one model has.</param>
/// <param name="Statistics">The learned statistics that differ.</param>
/// <param name="Weights">The weights that differ.</param>
/// <param name="Predictions">The differences of predictions; null without data.</param>
internal sealed record DiffResult(
    string First,
    string Second,
    bool IsSame,
    IReadOnlyList<SettingDifference> Settings,
    IReadOnlyList<StatisticDifference> Statistics,
    IReadOnlyList<WeightDifference> Weights,
    PredictionDifference? Predictions) : IResult
{
    int IResult.ExitCode => IsSame ? ExitCode.Fine : ExitCode.Remark;
}
