namespace Layers.TensorFlow;

/// <summary>Operators without an equivalent in TensorFlow.</summary>
/// <param name="Reason">The reason, as the end of a sentence.</param>
/// <param name="Ops">The operators.</param>
internal sealed record NotWritten(string Reason, params Op[] Ops);
