namespace Layers.Cli;

/// <summary>The result of <c>convert</c>.</summary>
/// <param name="Source">The file that was read.</param>
/// <param name="Written">The file that was written.</param>
/// <param name="Form">The form: <c>keras</c>, <c>onnx</c> or <c>saved_model</c>.</param>
/// <param name="KerasVersion">The Keras version of the source; null if the file has none.</param>
/// <param name="Opset">The ONNX operator set that a runtime needs; null for other forms.</param>
/// <param name="Remarks">The warnings of loading and saving: parts that were left out or changed, and differences in other
/// programs.</param>
internal sealed record ConvertResult(string Source, string Written, string Form, string? KerasVersion, int? Opset,
    IReadOnlyList<string> Remarks) : IResult;
