namespace Layers.AspNetCore;

/// <summary>What a model says of several records, and which file said it.</summary>
/// <param name="Predictions">The answers, in the order of the records.</param>
/// <param name="Version">The SHA-256 of the model's file, 64 hexadecimal digits in lower case; it is the same for all of the
/// answers.</param>
public readonly record struct ServedPredictions(IReadOnlyList<Prediction> Predictions, string Version);
