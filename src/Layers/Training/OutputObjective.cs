namespace Layers;

/// <summary>What one of a model's outputs was compiled with.</summary>
/// <param name="Name">The output's name; it starts the names of what is logged where there are several outputs.</param>
/// <param name="Loss">What training makes small; null where the output is only watched, or not at all.</param>
/// <param name="LossWeight">By what the loss counts in the whole; null for 1.</param>
/// <param name="Metrics">What is watched, without sample weights.</param>
/// <param name="WeightedMetrics">What is watched, with sample weights.</param>
internal sealed record OutputObjective(string Name, Loss? Loss, double? LossWeight, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> WeightedMetrics)
{
    /// <summary>Whether labels are asked for.</summary>
    public bool NeedsLabels => Loss is not null || Metrics.Count > 0 || WeightedMetrics.Count > 0;
}
