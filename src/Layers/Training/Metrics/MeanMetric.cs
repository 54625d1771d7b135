namespace Layers;

/// <summary>A metric that is the mean over samples of a value of each sample.</summary>
public abstract record MeanMetric : Metric
{
    private protected MeanMetric(string name)
        : base(name)
    {
    }

    internal override MonitorMode Better => MonitorMode.Max;

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => RunningMean.Start();

    /// <summary>Returns the value of each sample, or several values that are averaged.</summary>
    internal abstract Value PerSample(Value yTrue, Value yPred);

    /// <summary>Returns a bool mask that is true for samples that count; null if all count.</summary>
    internal virtual Value? Mask(Value yTrue, Value yPred) => null;

    internal override Value? Weights(Value mask, Value? sampleWeight)
    {
        var counted = Ops.Cast(mask, DType.Float32);
        return sampleWeight is null ? counted : Ranks.Weights(sampleWeight, counted) * counted;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        // Keras's metrics use the mask only if there are weights.
        if (sampleWeight is not null && Mask(yTrue, yPred) is { } mask) sampleWeight = Weights(mask, sampleWeight);
        return RunningMean.Update(state, PerSample(yTrue, yPred), sampleWeight);
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state) => [RunningMean.Result(state)];
}
