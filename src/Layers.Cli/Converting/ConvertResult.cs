namespace Layers.Cli;

/// <summary>What <c>convert</c> wrote.</summary>
/// <param name="Source">The file that was read.</param>
/// <param name="Written">The file that was written.</param>
/// <param name="Form">What that is: <c>keras</c>, <c>onnx</c> or <c>saved_model</c>.</param>
/// <param name="KerasVersion">The release of Keras whose format the source has; null where it does not say.</param>
/// <param name="Opset">The operator set that a runtime must know; null for other forms than ONNX.</param>
/// <param name="Remarks">What was left out of the source, what is written otherwise, and what works otherwise elsewhere.</param>
internal sealed record ConvertResult(string Source, string Written, string Form, string? KerasVersion, int? Opset, IReadOnlyList<string> Remarks) : IResult;
