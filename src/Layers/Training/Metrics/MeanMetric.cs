using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A metric that is the mean over samples of some number of each.</summary>
public abstract record MeanMetric : Metric
{
    private protected MeanMetric(string name)
        : base(name)
    {
    }

    internal override IReadOnlyList<TensorData> InitialState => [TensorData.Scalar(0.0), TensorData.Scalar(0.0)];

    /// <summary>One number a sample, or several that are averaged.</summary>
    internal abstract Value PerSample(Value yTrue, Value yPred);

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight) =>
        RunningMean.Update(state, PerSample(yTrue, yPred), sampleWeight);

    internal override double Result(IReadOnlyList<TensorData> state) => RunningMean.Result(state);
}
