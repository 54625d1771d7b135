using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of probabilities that are on the same side of the threshold as their label. Use
/// <see cref="Metric.BinaryAccuracy"/>.</summary>
public sealed record BinaryAccuracyMetric : MeanMetric
{
    internal BinaryAccuracyMetric()
        : base("binary_accuracy")
    {
    }

    /// <summary>The threshold from 0 to 1; a larger probability counts as 1. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    internal override string? ClassName => "BinaryAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        Cast(Equal(Cast(Ranks.Labels(yTrue, yPred), yPred.Type), Cast(yPred > Threshold, yPred.Type)), yPred.Type);

    internal override void WriteConfig(JsonObject config) => config["threshold"] = Threshold;

    internal override Metric ReadConfig(ConfigReader config) => this with { Threshold = config.OptionalNumber("threshold") ?? Threshold };
}
