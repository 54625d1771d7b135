using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The root of the mean of <c>(t − p)²</c>. Use <see cref="Metric.RootMeanSquaredError"/>.</summary>
public sealed record RootMeanSquaredErrorMetric : MeanMetric
{
    internal RootMeanSquaredErrorMetric()
        : base("root_mean_squared_error")
    {
    }

    internal override string? ClassName => "RootMeanSquaredError";

    internal override MonitorMode Better => MonitorMode.Min;

    internal override Value PerSample(Value yTrue, Value yPred) => Square(yPred - Cast(Ranks.Labels(yTrue, yPred), yPred.Type));

    // Keras's class ignores the mask.
    internal override Value? Weights(Value mask, Value? sampleWeight) => sampleWeight;

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state) => [Math.Sqrt(RunningMean.Result(state))];
}
