using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What training makes small. Configured with <see langword="with"/>: <c>Loss.Huber with { Delta = 2 }</c>.</summary>
/// <remarks>Each gives one number a sample: whatever is computed element by element is averaged over the last axis.
/// Source: <see href="https://keras.io/api/losses/"/>.</remarks>
/// <example><code>
/// Loss number = Loss.MeanAbsoluteError;
/// Loss word = Loss.SparseCategoricalCrossentropy;                 // labels are words or class numbers
/// Loss yesOrNo = Loss.BinaryCrossentropy;                         // the model ends in one sigmoid
/// </code></example>
public abstract partial record Loss
{
    private protected Loss(string name) => Name = name;

    /// <summary>Keras's name in snake case, which files and logs use.</summary>
    public string Name { get; init; }

    /// <summary>How the losses of a batch become one number; default <see cref="LossReduction.SumOverBatchSize"/>.</summary>
    public LossReduction Reduction { get; init; }

    /// <summary>The name under which it was asked for, which a file keeps: <c>mse</c>; null for the whole object.</summary>
    internal string? Alias { get; init; }

    /// <summary>Keras's class: <c>MeanSquaredError</c>.</summary>
    internal abstract string ClassName { get; }

    /// <summary>Keras's class among its metrics; null where it has the loss alone.</summary>
    internal virtual string? MetricClassName => ClassName;

    /// <summary>What a metric of this loss is called.</summary>
    internal virtual string MetricName => Name;

    /// <summary>Measures predictions on their own, outside of any model.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The predictions, float32 or float64, with the batch first.</param>
    /// <param name="sampleWeight">One number a sample; <see langword="null"/> for 1 each.</param>
    /// <returns>One number without axes, or with <see cref="LossReduction.None"/> one a sample.</returns>
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

    /// <summary>The loss that is meant, once the shapes of labels and output are known.</summary>
    internal virtual Loss For(Shape labels, Shape output) => this;

    /// <summary>As what it takes classes, for an output of so many numbers.</summary>
    internal virtual LabelForm LabelsFor(long units) => LabelForm.Numbers;

    /// <summary>Whether the output is logits, and not probabilities.</summary>
    internal virtual bool TakesLogits => false;

    /// <summary>Whether the output must be probabilities.</summary>
    internal virtual bool TakesProbabilities => false;

    /// <summary>The type that labels are fed as.</summary>
    internal virtual DType LabelType(DType output) => output;

    /// <summary>Refuses labels that fit no sample of the output; the batch is the first axis of both.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="output">The shape of the output.</param>
    /// <param name="before">What the caller gave before.</param>
    internal virtual void CheckLabels(TensorData labels, Shape output, RowsBefore before) => LabelRules.SameShape(this, labels, output);

    /// <summary>One loss a sample, <c>(batch, …)</c> without the last axis of the prediction.</summary>
    /// <param name="yTrue">The labels, of the prediction's rank.</param>
    /// <param name="yPred">The prediction.</param>
    internal abstract Value PerSample(Value yTrue, Value yPred);

    /// <summary>Which samples count, as truth values; null for all.</summary>
    /// <param name="yTrue">The labels, as <see cref="PerSample"/> takes them.</param>
    internal virtual Value? Mask(Value yTrue) => null;

    /// <summary>Labels in the one shape that <see cref="PerSample"/> takes, whichever of the accepted shapes they have.</summary>
    internal virtual Value Align(Value yTrue, Value yPred) => Ranks.Labels(yTrue, yPred);

    internal virtual void WriteConfig(JsonObject config)
    {
    }

    /// <summary>The same loss with the settings of a file.</summary>
    internal virtual Loss ReadConfig(ConfigReader config) => this;

    /// <summary>The loss of a batch: one number, unless there is no reduction.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">One number a sample; null for 1 each.</param>
    /// <param name="mask">Which steps of the prediction count; null for all.</param>
    internal Value Of(Value yTrue, Value yPred, Value? sampleWeight, Value? mask = null)
    {
        yTrue = Align(yTrue, yPred);
        var losses = PerSample(yTrue, yPred);
        if (mask is not null && losses.Shape.Rank > 0 && mask.Shape.Rank > losses.Shape.Rank) throw Throw.MaskOfAnotherShape(Name, mask.Shape, losses.Shape);
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

    private protected static Value OverLastAxis(Value elements) => elements.Shape.Rank == 0 ? elements : ReduceMean(elements, [-1], keepDims: false);

    // A mean over all samples becomes one over those that count by giving these the weight of the others.
    private Value? Weights(Value losses, Value? mask, Value? weights)
    {
        if (mask is null) return weights;
        var counted = losses.Shape.Rank == 0 ? Cast(mask, losses.Type) : Ranks.Weights(mask, losses);
        if (Reduction == LossReduction.SumOverBatchSize) counted /= Max(ReduceMean(counted, keepDims: false), 1e-30);
        return weights is null ? counted : weights * counted;
    }

    // Nothing by nothing is 0, as in Keras.
    private static Value WeightedMean(Value losses, Value weights)
    {
        var total = ReduceSum(weights.Shape.Equals(losses.Shape) ? weights : Expand(weights, ShapeOf(losses)), keepDims: false);
        return ReduceSum(losses, keepDims: false) / Where(Equal(total, 0), 1, total);
    }
}
