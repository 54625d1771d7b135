namespace Layers;

/// <summary>The share of positive labels that are predicted as positive: <c>TP / (TP + FN)</c>. Use <see cref="Metric.Recall"/>.</summary>
public sealed record RecallMetric : ClassThresholdMetric
{
    internal RecallMetric()
        : base("recall")
    {
    }

    internal override string? ClassName => "Recall";

    private protected override double Of(ConfusionCounts counts, int threshold) => counts.Recall(threshold);
}
