namespace Layers;

/// <summary>The loss and the metrics that one output of a model was compiled with.</summary>
/// <param name="Name">The output's name. If the model has several outputs, the names in the logs start with the output's name.</param>
/// <param name="Loss">The loss that training minimizes; null for none.</param>
/// <param name="LossWeight">The factor of the loss in the sum of the losses; null for 1.</param>
/// <param name="Metrics">The metrics without sample weights.</param>
/// <param name="WeightedMetrics">The metrics with sample weights.</param>
internal sealed record OutputObjective(string Name, Loss? Loss, double? LossWeight, IReadOnlyList<Metric> Metrics,
    IReadOnlyList<Metric> WeightedMetrics)
{
    /// <summary>Whether the output needs labels.</summary>
    public bool NeedsLabels => Loss is not null || Metrics.Count > 0 || WeightedMetrics.Count > 0;
}
