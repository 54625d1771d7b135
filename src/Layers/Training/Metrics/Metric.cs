using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What is watched in training and measured by Evaluate. Configured with <see langword="with"/>: <c>Metric.BinaryAccuracy with { Threshold = 0.6 }</c>.</summary>
/// <remarks>A metric runs over an epoch: each batch updates its state, which is part of the graph. Source: <see href="https://keras.io/api/metrics/"/>.</remarks>
public abstract partial record Metric
{
    private protected Metric(string name) => Name = name;

    /// <summary>What logs and <see cref="History"/> call it; Keras's name in snake case by default.</summary>
    public string Name { get; init; }

    /// <summary>Keras's class: <c>MeanSquaredError</c>; null where Keras has a function alone.</summary>
    internal abstract string? ClassName { get; }

    /// <summary>The name under which it was asked for, which a file keeps: <c>mse</c> or <c>mean_squared_error</c>; null for the whole object.</summary>
    internal string? Alias { get; init; }

    /// <summary>What the state starts as, at the first batch of each epoch.</summary>
    internal abstract IReadOnlyList<TensorData> InitialState { get; }

    /// <summary>The metric that is meant, once the shapes of labels and output are known.</summary>
    internal virtual Metric For(Shape labels, Shape output) => this;

    /// <summary>The state after a batch.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">One number a sample; null for 1 each.</param>
    internal abstract IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight);

    /// <summary>The number that the state stands for.</summary>
    internal abstract double Result(IReadOnlyList<TensorData> state);

    internal virtual void WriteConfig(JsonObject config)
    {
    }
}
