using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The negative cosine of the angle between label and prediction along the last axis: −1 for the same direction. Use
/// <see cref="Loss.CosineSimilarity"/>.</summary>
public sealed record CosineSimilarityLoss : Loss
{
    internal CosineSimilarityLoss()
        : base("cosine_similarity")
    {
    }

    internal override string ClassName => "CosineSimilarity";

    // Keras's metric of that name has the opposite sign.
    internal override string? MetricClassName => null;

    internal override Value PerSample(Value yTrue, Value yPred) => -Cosine(yTrue, yPred);

    internal static Value Cosine(Value yTrue, Value yPred) => ReduceSum(Unit(yTrue) * Unit(yPred), [-1], keepDims: false);

    // A vector of zeros has no direction and is not changed.
    private static Value Unit(Value x) => x / Sqrt(Max(ReduceSum(Square(x), [-1]), Logits.Epsilon * Logits.Epsilon));
}
