using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The concordance correlation of label and prediction along the last axis, averaged over samples (Lin, 1989). It is 1 only if
/// slope and level of the predictions match the labels. Use <see cref="Metric.ConcordanceCorrelation"/>.</summary>
public sealed record ConcordanceCorrelationMetric : MeanMetric
{
    internal ConcordanceCorrelationMetric()
        : base("concordance_correlation")
    {
    }

    internal override string? ClassName => "ConcordanceCorrelation";

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        yTrue = Cast(Ranks.Labels(yTrue, yPred), yPred.Type);
        var (t, p) = (ReduceMean(yTrue, [-1]), ReduceMean(yPred, [-1]));
        var spread = Variance(yTrue, t) + Variance(yPred, p) + Square(t - p);
        // Keras subtracts the mean of the predictions from the labels. The covariance is the same, because the other factor has the mean 0.
        return ReduceMean(2 * (yTrue - p) * (yPred - p) / (spread + Logits.Epsilon), [-1], keepDims: false);
    }

    private static Value Variance(Value x, Value mean) => ReduceMean(Square(x - mean), [-1]);
}
