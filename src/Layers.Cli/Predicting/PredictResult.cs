namespace Layers.Cli;

/// <summary>The result of <c>predict</c>.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">The number of rows that were predicted.</param>
/// <param name="Columns">The columns of the answers.</param>
/// <param name="Output">The file of answers.</param>
internal sealed record PredictResult(string Model, string Data, long Rows, IReadOnlyList<string> Columns, string Output) : IResult;
