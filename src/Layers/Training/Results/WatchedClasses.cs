namespace Layers;

/// <summary>An output whose predictions are compared with its labels.</summary>
/// <param name="Counter">The counter of its predictions.</param>
/// <param name="Predictions">The name of the graph output for the predictions.</param>
/// <param name="Mask">The name of the graph output for their mask; null for none.</param>
internal sealed record WatchedClasses(ClassCounter Counter, string Predictions, string? Mask);
