using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How well label and prediction agree along the last axis, in slope and in level, averaged over samples (Lin, 1989). Use
/// <see cref="Metric.ConcordanceCorrelation"/>.</summary>
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
        // Keras takes the labels off the predictions' mean; over the axis that comes to the same covariance.
        return ReduceMean(2 * (yTrue - p) * (yPred - p) / (spread + Logits.Epsilon), [-1], keepDims: false);
    }

    private static Value Variance(Value x, Value mean) => ReduceMean(Square(x - mean), [-1]);
}
