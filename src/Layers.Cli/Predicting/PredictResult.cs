namespace Layers.Cli;

/// <summary>What <c>predict</c> wrote.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Data">The file of rows.</param>
/// <param name="Rows">How many rows were predicted.</param>
/// <param name="Columns">The columns of the answers.</param>
/// <param name="Output">The file of answers.</param>
internal sealed record PredictResult(string Model, string Data, long Rows, IReadOnlyList<string> Columns, string Output) : IResult;
