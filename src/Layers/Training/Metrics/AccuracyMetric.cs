namespace Layers;

/// <summary>The accuracy that fits the shapes of labels and output. Use <see cref="Metric.Accuracy"/>.</summary>
/// <remarks>The rules are those of Keras for the name <c>accuracy</c>. An output with one number per sample has binary accuracy. Labels
/// with fewer axes than the output, or with a last axis of 1, are class numbers. Other labels are one-hot.</remarks>
public sealed record AccuracyMetric : Metric
{
    internal AccuracyMetric()
        : base("accuracy") => Alias = "accuracy";

    internal override string? ClassName => null;

    internal override MonitorMode Better => MonitorMode.Max;

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => throw NotResolved();

    internal override Metric For(Shape labels, Shape output) =>
        output[^1] == 1 ? BinaryAccuracy with { Name = Name }
        : labels.Rank < output.Rank || labels[^1] == 1 ? SparseCategoricalAccuracy with { Name = Name }
        : CategoricalAccuracy with { Name = Name };

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight) =>
        throw NotResolved();

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state) => throw NotResolved();

    private static InvalidOperationException NotResolved() => Throw.Bug("the accuracy was not resolved before use.");
}
