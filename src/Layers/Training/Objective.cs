namespace Layers;

/// <summary>What a model was compiled with.</summary>
/// <param name="Optimizer">How weights follow their gradients.</param>
/// <param name="Loss">What training makes small.</param>
/// <param name="Metrics">What is watched, without sample weights.</param>
/// <param name="WeightedMetrics">What is watched, with sample weights.</param>
internal sealed record Objective(Optimizer Optimizer, Loss Loss, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> WeightedMetrics);
