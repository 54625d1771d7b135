namespace Layers.AspNetCore;

/// <summary>The predictions of several records, and the version of the file that made them.</summary>
/// <param name="Predictions">The predictions, in the order of the records.</param>
/// <param name="Version">The SHA-256 of the model's file, 64 hexadecimal digits in lower case; the same for all predictions.</param>
public readonly record struct ServedPredictions(IReadOnlyList<Prediction> Predictions, string Version);
