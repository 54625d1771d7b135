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

    internal override Value PerSample(Value yTrue, Value yPred) =>
        Cast(Equal(Cast(Ranks.Labels(yTrue, yPred), yPred.Type), Cast(yPred > Threshold, yPred.Type)), yPred.Type);

    internal override void WriteConfig(JsonObject config) => config["threshold"] = Threshold;

    internal override Metric ReadConfig(ConfigReader config) => this with { Threshold = config.OptionalNumber("threshold") ?? Threshold };
}
