using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A metric for which a prediction above a threshold is positive. With several thresholds, it has one number for each.</summary>
public abstract record ThresholdMetric : Metric
{
    private protected ThresholdMetric(string name)
        : base(name)
    {
    }

    /// <summary>The thresholds, each from 0 to 1; a larger prediction is positive. <see langword="null"/>, the default, for 0.5.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>The threshold that is used if none is given.</summary>
    private protected virtual double DefaultThreshold => 0.5;

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => ConfusionCounts.Start(Limits.Length);

    internal override Metric For(Shape labels, Shape output)
    {
        if (Thresholds is { } thresholds && (thresholds.Count == 0 || thresholds.Any(threshold => !(threshold >= 0 && threshold <= 1))))
            throw Throw.BadTrainingArgument(nameof(Thresholds), "one or more numbers from 0 to 1",
                $"[{string.Join(", ", thresholds.Select(t => t.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]");
        MetricShapes.RequireSame(Name, labels, output);
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        (yTrue, yPred) = Chosen(Ranks.Labels(yTrue, yPred), yPred);
        return ConfusionCounts.Update(state, yTrue, yPred, sampleWeight is null ? null : Ranks.Weights(sampleWeight, yPred), Limits);
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var counts = ConfusionCounts.Read(state);
        return [.. Enumerable.Range(0, counts.Thresholds).Select(threshold => Of(counts, threshold))];
    }

    internal override void WriteConfig(JsonObject config) =>
        config["thresholds"] = Thresholds is null ? null : new JsonArray([.. Thresholds.Select(threshold => JsonValue.Create(threshold))]);

    internal override Metric ReadConfig(ConfigReader config) => this with
    {
        Thresholds = config.OptionalTensor("thresholds") is { } thresholds ? thresholds.ToArray<double>() : null,
    };

    private protected abstract double Of(ConfusionCounts counts, int threshold);

    /// <summary>Returns the part of the labels and predictions that is counted.</summary>
    private protected virtual (Value YTrue, Value YPred) Chosen(Value yTrue, Value yPred) => (yTrue, yPred);

    private double[] Limits => Thresholds is null ? [DefaultThreshold] : [.. Thresholds];
}
