namespace Layers.TensorFlow;

/// <summary>Operators that TensorFlow has no equivalent of.</summary>
/// <param name="Reason">Why; the end of a sentence.</param>
/// <param name="Ops">Those operators.</param>
internal sealed record NotWritten(string Reason, params Op[] Ops);
