using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>What training makes small. Configured with <see langword="with"/>: <c>Loss.Huber with { Delta = 2 }</c>.</summary>
/// <remarks>Each gives one number a sample: whatever is computed element by element is averaged over the last axis.
/// Source: <see href="https://keras.io/api/losses/"/>.</remarks>
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

    /// <summary>The type that labels are fed as.</summary>
    internal virtual DType LabelType(DType output) => output;

    /// <summary>Refuses labels that fit no sample of the output; the batch is the first axis of both.</summary>
    internal virtual void CheckLabels(TensorData labels, Shape output) => LabelRules.SameShape(this, labels, output);

    /// <summary>One loss a sample, <c>(batch, …)</c> without the last axis of the prediction.</summary>
    /// <param name="yTrue">The labels, of the prediction's rank.</param>
    /// <param name="yPred">The prediction.</param>
    internal abstract Value PerSample(Value yTrue, Value yPred);

    internal virtual void WriteConfig(JsonObject config)
    {
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="yTrue">The labels.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="sampleWeight">One number a sample; null for 1 each.</param>
    internal Value Of(Value yTrue, Value yPred, Value? sampleWeight)
    {
        var losses = PerSampleAligned(yTrue, yPred);
        var weights = sampleWeight is null ? null : Cast(AlignWeights(sampleWeight, losses), losses.Type);
        var sum = ReduceSum(weights is null ? losses : losses * weights, keepDims: false);
        return Reduction switch
        {
            LossReduction.Sum => sum,
            LossReduction.MeanWithSampleWeight when weights is not null => sum / ReduceSum(weights + losses * 0, keepDims: false),
            _ => weights is null ? ReduceMean(losses, keepDims: false) : sum / Cast(ReduceProd(ShapeOf(losses), keepDims: false), losses.Type),
        };
    }

    /// <summary>One loss a sample, whichever of the accepted shapes the labels have.</summary>
    internal Value PerSampleAligned(Value yTrue, Value yPred) => PerSample(Align(yTrue, yPred), yPred);

    // Keras: where ranks differ by one and the last axis has size 1, it is added to the labels, or taken away.
    private protected virtual Value Align(Value yTrue, Value yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank - 1 && yPred.Shape[^1] == 1) return Unsqueeze(yTrue, -1);
        return yTrue.Shape.Rank == yPred.Shape.Rank + 1 && yTrue.Shape[^1] == 1 ? Squeeze(yTrue, -1) : yTrue;
    }

    private protected static Value OverLastAxis(Value elements) => elements.Shape.Rank == 0 ? elements : ReduceMean(elements, [-1], keepDims: false);

    private static Value AlignWeights(Value weights, Value losses)
    {
        while (weights.Shape.Rank < losses.Shape.Rank) weights = Unsqueeze(weights, -1);
        return weights.Shape.Rank == losses.Shape.Rank + 1 && weights.Shape[^1] == 1 ? Squeeze(weights, -1) : weights;
    }
}
