using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How often the output is the label itself: Keras's class <c>Accuracy</c>, where its name <c>accuracy</c> means
/// <see cref="Metric.Accuracy"/>. Use <see cref="Metric.ExactAccuracy"/>.</summary>
public sealed record ExactAccuracyMetric : MeanMetric
{
    internal ExactAccuracyMetric()
        : base("accuracy")
    {
    }

    internal override string? ClassName => "Accuracy";

    internal override Value PerSample(Value yTrue, Value yPred) => Cast(Equal(Cast(Ranks.Labels(yTrue, yPred), yPred.Type), yPred), DType.Float32);
}
