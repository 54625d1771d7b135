using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of samples whose largest output is that of the class that is the label. Use
/// <see cref="Metric.SparseCategoricalAccuracy"/>.</summary>
public sealed record SparseCategoricalAccuracyMetric : MeanMetric
{
    internal SparseCategoricalAccuracyMetric()
        : base("sparse_categorical_accuracy")
    {
    }

    internal override string? ClassName => "SparseCategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        Cast(Equal(Cast(Ranks.ClassNumbers(yTrue, yPred), DType.Int64), ArgMax(yPred)), yPred.Type);
}
