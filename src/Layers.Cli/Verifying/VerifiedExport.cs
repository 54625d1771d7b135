namespace Layers.Cli;

/// <summary>The comparison of an export with its model.</summary>
/// <param name="Form">The form: <c>onnx</c> or <c>saved_model</c>.</param>
/// <param name="File">The file; null if it was made for the comparison.</param>
/// <param name="Outputs">The difference of each output from the model's output.</param>
internal sealed record VerifiedExport(string Form, string? File, IReadOnlyList<OutputDifference> Outputs);
