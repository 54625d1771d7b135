using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What is watched in training and measured by Evaluate. Configured with <see langword="with"/>: <c>Metric.BinaryAccuracy with {
/// Threshold = 0.6 }</c>.</summary>
/// <remarks>A metric runs over an epoch: each batch updates its state, which is part of the graph and float64, so that a million samples
/// count as exactly as ten. Source: <see href="https://keras.io/api/metrics/"/>.</remarks>
/// <example><code>
/// Metric[] metrics = [Metric.Accuracy, Metric.F1Score, Metric.Auc];
/// </code></example>
public abstract partial record Metric
{
    private protected Metric(string name) => Name = name;

    /// <summary>What logs and <see cref="History"/> call it; Keras's name in snake case by default.</summary>
    public string Name { get; init; }

    /// <summary>Keras's class: <c>MeanSquaredError</c>; null where Keras has a function alone.</summary>
    internal abstract string? ClassName { get; }

    /// <summary>The name under which it was asked for, which a file keeps: <c>mse</c> or <c>mean_squared_error</c>; null for the whole
    /// object.</summary>
    internal string? Alias { get; init; }

    /// <summary>Which way it gets better; <see cref="MonitorMode.Auto"/> where that cannot be said.</summary>
    internal abstract MonitorMode Better { get; }

    /// <summary>Keras's name of the element type that it counts in.</summary>
    internal virtual string DTypeName => "float32";

    /// <summary>Measures predictions on their own, outside of any model.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The predictions, with the batch first.</param>
    /// <param name="sampleWeight">One number a sample; <see langword="null"/> for 1 each.</param>
    /// <returns>One number; several where the metric has one for each threshold or class.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the predictions.</exception>
    public IReadOnlyList<double> Compute(TensorData yTrue, TensorData yPred, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        using var run = new MetricRun(this, yTrue, yPred, sampleWeight is not null);
        run.Update(yTrue, yPred, sampleWeight);
        return run.Result;
    }

    /// <summary>What the state starts as, at the first batch of each epoch.</summary>
    /// <param name="output">The shape of predictions.</param>
    internal abstract IReadOnlyList<TensorData> InitialState(Shape output);

    /// <summary>The metric that is meant, once the shapes of labels and output are known; refuses those it cannot work on.</summary>
    internal virtual Metric For(Shape labels, Shape output) => this;

    /// <summary>The state after a batch.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">One number a sample; null for 1 each.</param>
    internal abstract IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight);

    /// <summary>The weights that a batch is measured with where the prediction has a mask; as they are by default: in Keras few metrics ask
    /// for the mask.</summary>
    /// <param name="mask">Which steps count.</param>
    /// <param name="sampleWeight">One number a sample; null for 1 each.</param>
    internal virtual Value? Weights(Value mask, Value? sampleWeight) => sampleWeight;

    /// <summary>The numbers that the state stands for: one, or one for each threshold or class.</summary>
    internal abstract IReadOnlyList<double> Result(IReadOnlyList<TensorData> state);

    internal virtual void WriteConfig(JsonObject config)
    {
    }

    /// <summary>The same metric with the settings of a file.</summary>
    internal virtual Metric ReadConfig(ConfigReader config) => this;
}
