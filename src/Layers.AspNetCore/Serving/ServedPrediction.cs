namespace Layers.AspNetCore;

/// <summary>What a model says of one record, and which file said it.</summary>
/// <param name="Prediction">The answer.</param>
/// <param name="Version">The SHA-256 of the model's file, 64 hexadecimal digits in lower case.</param>
public readonly record struct ServedPrediction(Prediction Prediction, string Version);
