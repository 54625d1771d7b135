namespace Layers;

/// <summary>The share of positive predictions whose label is positive: <c>TP / (TP + FP)</c>. Use <see cref="Metric.Precision"/>.</summary>
public sealed record PrecisionMetric : ClassThresholdMetric
{
    internal PrecisionMetric()
        : base("precision")
    {
    }

    internal override string? ClassName => "Precision";

    private protected override double Of(ConfusionCounts counts, int threshold) => counts.Precision(threshold);
}
