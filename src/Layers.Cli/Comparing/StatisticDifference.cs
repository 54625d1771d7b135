namespace Layers.Cli;

/// <summary>A learned statistic that differs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Feature">The feature, by name or by index; null for a statistic of the whole layer.</param>
/// <param name="Statistic"><c>rows</c>, <c>count</c>, <c>missing</c>, <c>mean</c>, <c>deviation</c>, <c>minimum</c>, <c>maximum</c>,
/// <c>distinct</c> or <c>categories</c>; <c>feature</c> if only one model knows the feature.</param>
/// <param name="First">The value in the first model; null if it is not known.</param>
/// <param name="Second">The value in the second model.</param>
/// <param name="OnlyInFirst">The categories that only the first model knows; null for other statistics.</param>
/// <param name="OnlyInSecond">The categories that only the second model knows.</param>
internal sealed record StatisticDifference(
    string Layer, string? Feature, string Statistic, double? First, double? Second, IReadOnlyList<string>? OnlyInFirst = null,
        IReadOnlyList<string>? OnlyInSecond = null);
