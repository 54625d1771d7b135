using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The correlation of label and prediction along the last axis, averaged over samples (Pearson, 1895). Use
/// <see cref="Metric.PearsonCorrelation"/>.</summary>
public sealed record PearsonCorrelationMetric : MeanMetric
{
    internal PearsonCorrelationMetric()
        : base("pearson_correlation")
    {
    }

    internal override string? ClassName => "PearsonCorrelation";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        ReduceMean(Standardized(Cast(Ranks.Labels(yTrue, yPred), yPred.Type)) * Standardized(yPred), [-1], keepDims: false);

    private static Value Standardized(Value x)
    {
        var centered = x - ReduceMean(x, [-1]);
        return centered / Sqrt(ReduceMean(Square(centered), [-1]));
    }
}
