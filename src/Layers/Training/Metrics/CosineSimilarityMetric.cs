using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The cosine of the angle between label and prediction along the last axis: 1 for the same direction. The metric is the negative
/// of <see cref="Loss.CosineSimilarity"/>. Use <see cref="Metric.CosineSimilarity"/>.</summary>
public sealed record CosineSimilarityMetric : MeanMetric
{
    internal CosineSimilarityMetric()
        : base("cosine_similarity")
    {
    }

    internal override string? ClassName => "CosineSimilarity";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        CosineSimilarityLoss.Cosine(Cast(Ranks.Labels(yTrue, yPred), yPred.Type), yPred);
}
