using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The base class of metrics, which training logs and <c>Evaluate</c> returns. Change settings with <see langword="with"/>:
/// <c>Metric.BinaryAccuracy with { Threshold = 0.6 }</c>.</summary>
/// <remarks>A metric runs over an epoch. Each batch updates its state, which is part of the graph and float64, so that the count of a
/// million samples is exact. Source: <see href="https://keras.io/api/metrics/"/>.</remarks>
/// <example><code>
/// Metric[] metrics = [Metric.Accuracy, Metric.F1Score, Metric.Auc];
/// </code></example>
public abstract partial record Metric
{
    private protected Metric(string name) => Name = name;

    /// <summary>The name in logs and in the <see cref="History"/>; by default Keras's name in snake case.</summary>
    public string Name { get; init; }

    /// <summary>The name of Keras's class, for example <c>MeanSquaredError</c>; null if Keras has a function only.</summary>
    internal abstract string? ClassName { get; }

    /// <summary>The name that the caller asked for, which a file stores: <c>mse</c> or <c>mean_squared_error</c>; null if the file stores
    /// the whole object.</summary>
    internal string? Alias { get; init; }

    /// <summary>Whether a smaller or a larger value is better; <see cref="MonitorMode.Auto"/> if that is not known.</summary>
    internal abstract MonitorMode Better { get; }

    /// <summary>Keras's name of the element type of the state.</summary>
    internal virtual string DTypeName => "float32";

    /// <summary>Computes the metric of predictions without a model.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The predictions. Their first axis is the batch.</param>
    /// <param name="sampleWeight">The weight of each sample; <see langword="null"/>, the default, if each weight is 1.</param>
    /// <returns>One number, or several if the metric has one for each threshold or class.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the predictions.</exception>
    public IReadOnlyList<double> Compute(TensorData yTrue, TensorData yPred, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        using var run = new MetricRun(this, yTrue, yPred, sampleWeight is not null);
        run.Update(yTrue, yPred, sampleWeight);
        return run.Result;
    }

    /// <summary>Returns the state before the first batch of an epoch.</summary>
    /// <param name="output">The shape of the predictions.</param>
    internal abstract IReadOnlyList<TensorData> InitialState(Shape output);

    /// <summary>Returns the metric for the shapes of labels and output. Throws if the metric cannot work on these shapes.</summary>
    internal virtual Metric For(Shape labels, Shape output) => this;

    /// <summary>Returns the state after a batch.</summary>
    /// <param name="state">The state before the batch.</param>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">The weight of each sample; null if each weight is 1.</param>
    internal abstract IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight);

    /// <summary>Returns the weights for a batch whose prediction has a mask. By default the mask is ignored, because few metrics of Keras
    /// use it.</summary>
    /// <param name="mask">The mask, which is true for steps that count.</param>
    /// <param name="sampleWeight">The weight of each sample; null if each weight is 1.</param>
    internal virtual Value? Weights(Value mask, Value? sampleWeight) => sampleWeight;

    /// <summary>Computes the result from the state: one number, or one for each threshold or class.</summary>
    internal abstract IReadOnlyList<double> Result(IReadOnlyList<TensorData> state);

    internal virtual void WriteConfig(JsonObject config)
    {
    }

    /// <summary>Returns the same metric with the settings in a file.</summary>
    internal virtual Metric ReadConfig(ConfigReader config) => this;
}
