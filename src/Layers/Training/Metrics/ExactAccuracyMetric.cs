using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of outputs that are equal to their label. This is Keras's class <c>Accuracy</c>; Keras's name <c>accuracy</c> is
/// <see cref="Metric.Accuracy"/>. Use <see cref="Metric.ExactAccuracy"/>.</summary>
public sealed record ExactAccuracyMetric : MeanMetric
{
    internal ExactAccuracyMetric()
        : base("accuracy")
    {
    }

    internal override string? ClassName => "Accuracy";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        Cast(Equal(Cast(Ranks.Labels(yTrue, yPred), yPred.Type), yPred), DType.Float32);
}
