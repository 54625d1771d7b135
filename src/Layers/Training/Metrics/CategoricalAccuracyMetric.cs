using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of samples whose largest output is at the index of the largest label. Use
/// <see cref="Metric.CategoricalAccuracy"/>.</summary>
public sealed record CategoricalAccuracyMetric : MeanMetric
{
    internal CategoricalAccuracyMetric()
        : base("categorical_accuracy")
    {
    }

    internal override string? ClassName => "CategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) => Cast(Equal(ArgMax(yTrue), ArgMax(yPred)), yPred.Type);
}
