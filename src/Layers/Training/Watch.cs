namespace Layers;

/// <summary>A metric of one output, and what logs call it.</summary>
/// <param name="Output">Which of the model's outputs, from 0.</param>
/// <param name="Metric">The metric.</param>
/// <param name="IsWeighted">Whether sample weights enter.</param>
/// <param name="Log">Its name in logs.</param>
internal sealed record Watch(int Output, Metric Metric, bool IsWeighted, string Log);
