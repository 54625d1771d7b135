namespace Layers;

/// <summary>A metric of one output, with its name in the logs.</summary>
/// <param name="Output">The index of the model's output.</param>
/// <param name="Metric">The metric.</param>
/// <param name="IsWeighted">Whether the metric uses sample weights.</param>
/// <param name="Log">The name in the logs.</param>
internal sealed record Watch(int Output, Metric Metric, bool IsWeighted, string Log);
