using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of losses, which training minimizes. Change settings with <see langword="with"/>: <c>Loss.Huber with { Delta = 2
/// }</c>.</summary>
/// <remarks>Each loss has one number per sample. A loss that is computed for each element is averaged over the last axis. Source:
/// <see href="https://keras.io/api/losses/"/>.</remarks>
/// <example><code>
/// Loss number = Loss.MeanAbsoluteError;
/// Loss word = Loss.SparseCategoricalCrossentropy;                 // labels are words or class numbers
/// Loss yesOrNo = Loss.BinaryCrossentropy;                         // the model ends in one sigmoid
/// </code></example>
public abstract partial record Loss
{
    private protected Loss(string name) => Name = name;

    /// <summary>The name in files and logs: Keras's name in snake case.</summary>
    public string Name { get; init; }

    /// <summary>The reduction of the losses of a batch to one number; default <see cref="LossReduction.SumOverBatchSize"/>.</summary>
    public LossReduction Reduction { get; init; }

    /// <summary>The name that the caller asked for, which a file stores: <c>mse</c>; null if the file stores the whole object.</summary>
    internal string? Alias { get; init; }

    /// <summary>The name of Keras's class, for example <c>MeanSquaredError</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>The name of Keras's metric class; null if Keras has the loss only.</summary>
    internal virtual string? MetricClassName => ClassName;

    /// <summary>The name of a metric of this loss.</summary>
    internal virtual string MetricName => Name;

    /// <summary>Computes the loss of predictions without a model.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The predictions, float32 or float64. Their first axis is the batch.</param>
    /// <param name="sampleWeight">The weight of each sample; <see langword="null"/>, the default, if each weight is 1.</param>
    /// <returns>A scalar, or one number per sample with <see cref="LossReduction.None"/>.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the predictions.</exception>
    public TensorData Compute(TensorData yTrue, TensorData yPred, TensorData? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(yTrue);
        ArgumentNullException.ThrowIfNull(yPred);
        var loss = For(yTrue.Shape, yPred.Shape);
        loss.CheckLabels(yTrue, yPred.Shape, default);
        yTrue = Casting.Cast(yTrue, loss.LabelType(yPred.Type));
        Value Fed(string name, TensorData data) => Input(name, data.Shape, data.Type);
        var (t, p, w) = (Fed("y_true", yTrue), Fed("y_pred", yPred), sampleWeight is null ? null : Fed("sample_weight", sampleWeight));
        var graph = Graph.Of(loss.Of(t, p, w));
        using var session = new OnnxSession(graph);
        return session.Run([.. graph.Inputs.Select(input => input == t ? yTrue : input == p ? yPred : sampleWeight!)])[0];
    }

    /// <summary>Returns the loss for the shapes of labels and output.</summary>
    internal virtual Loss For(Shape labels, Shape output) => this;

    /// <summary>Returns the form of labels that the loss takes for an output with a number of units.</summary>
    internal virtual LabelForm LabelsFor(long units) => LabelForm.Numbers;

    /// <summary>Whether the output is logits, not probabilities.</summary>
    internal virtual bool TakesLogits => false;

    /// <summary>Whether the output must be probabilities.</summary>
    internal virtual bool TakesProbabilities => false;

    /// <summary>Returns the type of the labels in the graph.</summary>
    internal virtual DType LabelType(DType output) => output;

    /// <summary>Throws if the labels do not fit the output. The first axis of both is the batch.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="output">The shape of the output.</param>
    /// <param name="before">The rows that came before these in the caller's data.</param>
    internal virtual void CheckLabels(TensorData labels, Shape output, RowsBefore before) => LabelRules.SameShape(this, labels, output);

    /// <summary>Returns one loss per sample, <c>(batch, …)</c> without the last axis of the prediction.</summary>
    /// <param name="yTrue">The labels, with the rank of the prediction.</param>
    /// <param name="yPred">The prediction.</param>
    internal abstract Value PerSample(Value yTrue, Value yPred);

    /// <summary>Returns a bool mask that is true for samples that count; null if all count.</summary>
    /// <param name="yTrue">The labels in the shape that <see cref="PerSample"/> takes.</param>
    internal virtual Value? Mask(Value yTrue) => null;

    /// <summary>Converts labels of any accepted shape to the shape that <see cref="PerSample"/> takes.</summary>
    internal virtual Value Align(Value yTrue, Value yPred) => Ranks.Labels(yTrue, yPred);

    internal virtual void WriteConfig(JsonObject config)
    {
    }

    /// <summary>Returns the same loss with the settings in a file.</summary>
    internal virtual Loss ReadConfig(ConfigReader config) => this;

    /// <summary>Returns the loss of a batch: one number, unless there is no reduction.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">The weight of each sample; null if each weight is 1.</param>
    /// <param name="mask">The mask of the prediction, which is true for steps that count; null if all count.</param>
    internal Value Of(Value yTrue, Value yPred, Value? sampleWeight, Value? mask = null)
    {
        yTrue = Align(yTrue, yPred);
        var losses = PerSample(yTrue, yPred);
        if (mask is not null && losses.Shape.Rank > 0 && mask.Shape.Rank > losses.Shape.Rank)
            throw Throw.MaskOfAnotherShape(Name, mask.Shape, losses.Shape);
        var weights = Weights(losses, Masks.Both(mask, Mask(yTrue)), sampleWeight is null ? null : Ranks.Weights(sampleWeight, losses));
        if (weights is not null) losses *= weights;
        return Reduction switch
        {
            LossReduction.None => losses,
            LossReduction.Sum => ReduceSum(losses, keepDims: false),
            LossReduction.MeanWithSampleWeight when weights is not null => WeightedMean(losses, weights),
            _ => ReduceMean(losses, keepDims: false),
        };
    }

    private protected static Value OverLastAxis(Value elements) =>
        elements.Shape.Rank == 0 ? elements : ReduceMean(elements, [-1], keepDims: false);

    // The mean divides by the number of all samples. Scaling the weights makes it the mean over the samples that count.
    private Value? Weights(Value losses, Value? mask, Value? weights)
    {
        if (mask is null) return weights;
        var counted = losses.Shape.Rank == 0 ? Cast(mask, losses.Type) : Ranks.Weights(mask, losses);
        if (Reduction == LossReduction.SumOverBatchSize) counted /= Max(ReduceMean(counted, keepDims: false), 1e-30);
        return weights is null ? counted : weights * counted;
    }

    // As in Keras, zero divided by zero is 0.
    private static Value WeightedMean(Value losses, Value weights)
    {
        var total = ReduceSum(weights.Shape.Equals(losses.Shape) ? weights : Expand(weights, ShapeOf(losses)), keepDims: false);
        return ReduceSum(losses, keepDims: false) / Where(Equal(total, 0), 1, total);
    }
}
