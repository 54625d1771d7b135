namespace Layers;

/// <summary>The number of true or false positives or negatives: <see cref="Metric.TruePositives"/>, <see cref="Metric.FalsePositives"/>,
/// <see cref="Metric.TrueNegatives"/>, <see cref="Metric.FalseNegatives"/>.</summary>
public sealed record ConfusionCountMetric : ThresholdMetric
{
    private readonly Func<ConfusionCounts, int, double> _count;

    internal ConfusionCountMetric(string className, Func<ConfusionCounts, int, double> count)
        : base(SnakeCase.Of(className))
    {
        ClassName = className;
        _count = count;
    }

    internal override string? ClassName { get; }

    // More true positives are better, but Keras gives these metrics no direction.
    internal override MonitorMode Better => MonitorMode.Auto;

    private protected override double Of(ConfusionCounts counts, int threshold) => _count(counts, threshold);
}
