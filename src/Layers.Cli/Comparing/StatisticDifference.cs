namespace Layers.Cli;

/// <summary>Something learned that differs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Feature">The feature, by name or by index; null where it is of the whole layer.</param>
/// <param name="Statistic"><c>rows</c>, <c>count</c>, <c>missing</c>, <c>mean</c>, <c>deviation</c>, <c>minimum</c>, <c>maximum</c>,
/// <c>distinct</c> or <c>categories</c>; <c>feature</c> where only one knows it.</param>
/// <param name="First">What it is in the first model; null where it is not known.</param>
/// <param name="Second">What it is in the second.</param>
/// <param name="OnlyInFirst">Categories that only the first knows; null for other statistics.</param>
/// <param name="OnlyInSecond">Categories that only the second knows.</param>
internal sealed record StatisticDifference(
    string Layer, string? Feature, string Statistic, double? First, double? Second, IReadOnlyList<string>? OnlyInFirst = null, IReadOnlyList<string>? OnlyInSecond = null);
