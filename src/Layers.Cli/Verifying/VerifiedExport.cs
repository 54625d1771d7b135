namespace Layers.Cli;

/// <summary>An export beside its model.</summary>
/// <param name="Form">What it is: <c>onnx</c>.</param>
/// <param name="File">Where it is; null where it was made for the comparison.</param>
/// <param name="Outputs">How far each output is from the model's.</param>
internal sealed record VerifiedExport(string Form, string? File, IReadOnlyList<OutputDifference> Outputs);
