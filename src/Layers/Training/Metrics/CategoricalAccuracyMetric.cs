using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How often the largest output is where the largest label is. Use <see cref="Metric.CategoricalAccuracy"/>.</summary>
public sealed record CategoricalAccuracyMetric : MeanMetric
{
    internal CategoricalAccuracyMetric()
        : base("categorical_accuracy")
    {
    }

    internal override string? ClassName => "CategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) => Cast(Equal(ArgMax(yTrue), ArgMax(yPred)), yPred.Type);
}
