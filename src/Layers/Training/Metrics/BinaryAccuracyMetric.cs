using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How often a probability is on the side of the threshold that its label is. Use <see cref="Metric.BinaryAccuracy"/>.</summary>
public sealed record BinaryAccuracyMetric : MeanMetric
{
    internal BinaryAccuracyMetric()
        : base("binary_accuracy")
    {
    }

    /// <summary>What a probability must exceed to count as 1, from 0 to 1; default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    internal override string? ClassName => "BinaryAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank - 1) yTrue = Unsqueeze(yTrue, -1);
        var isRight = Equal(Cast(yTrue, yPred.Type), Cast(yPred > Threshold, yPred.Type));
        return ReduceMean(Cast(isRight, yPred.Type), [-1], keepDims: false);
    }

    internal override void WriteConfig(JsonObject config) => config["threshold"] = Threshold;
}
