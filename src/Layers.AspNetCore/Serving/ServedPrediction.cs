namespace Layers.AspNetCore;

/// <summary>A prediction of one record, and the version of the file that made it.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="Version">The SHA-256 of the model's file, 64 hexadecimal digits in lower case.</param>
public readonly record struct ServedPrediction(Prediction Prediction, string Version);
