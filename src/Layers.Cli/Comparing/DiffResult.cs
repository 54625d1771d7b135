namespace Layers.Cli;

/// <summary>How two models differ.</summary>
/// <param name="First">The file of the first.</param>
/// <param name="Second">The file of the second.</param>
/// <param name="IsSame">Whether nothing differs.</param>
/// <param name="Settings">Settings of layers that differ, and layers that only one has.</param>
/// <param name="Statistics">What layers learned, where it differs.</param>
/// <param name="Weights">Weights that differ.</param>
/// <param name="Predictions">How far predictions differ; null where no data was given.</param>
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
