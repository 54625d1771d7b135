using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How often the largest output is the class that the label numbers. Use <see cref="Metric.SparseCategoricalAccuracy"/>.</summary>
public sealed record SparseCategoricalAccuracyMetric : MeanMetric
{
    internal SparseCategoricalAccuracyMetric()
        : base("sparse_categorical_accuracy")
    {
    }

    internal override string? ClassName => "SparseCategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank && yTrue.Shape[^1] == 1) yTrue = Squeeze(yTrue, -1);
        return Cast(Equal(Cast(yTrue, DType.Int64), ArgMax(yPred)), yPred.Type);
    }
}
