namespace Layers;

/// <summary>An output whose predictions are compared with its labels.</summary>
/// <param name="Counter">What compares them.</param>
/// <param name="Predictions">What the graph calls them.</param>
/// <param name="Mask">What it calls their mask; null where there is none.</param>
internal sealed record WatchedClasses(ClassCounter Counter, string Predictions, string? Mask);
