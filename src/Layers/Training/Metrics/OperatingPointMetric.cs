using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The best value of one rate at thresholds where another rate has at least a given value. Use
/// <see cref="Metric.SensitivityAtSpecificity"/>, <see cref="Metric.SpecificityAtSensitivity"/>, <see cref="Metric.PrecisionAtRecall"/> or
/// <see cref="Metric.RecallAtPrecision"/>.</summary>
public sealed record OperatingPointMetric : Metric
{
    private readonly string _key;
    private readonly Func<ConfusionCounts, int, double> _constrained;
    private readonly Func<ConfusionCounts, int, double> _best;

    internal OperatingPointMetric(string className, string key, double atLeast, Func<ConfusionCounts, int, double> constrained,
        Func<ConfusionCounts, int, double> best)
        : base(SnakeCase.Of(className))
    {
        ClassName = className;
        (_key, _constrained, _best) = (key, constrained, best);
        AtLeast = atLeast >= 0 && atLeast <= 1 ? atLeast : throw Throw.BadTrainingArgument(key, "from 0 to 1", atLeast);
    }

    /// <summary>The lower limit of the other rate, from 0 to 1.</summary>
    public double AtLeast { get; init; }

    /// <summary>The number of thresholds, evenly spaced from 0 to 1; 1 or more, default 200.</summary>
    public int NumThresholds { get; init; } = 200;

    /// <summary>The number of the only class that is counted, from 0; <see langword="null"/>, the default, for all classes.</summary>
    public int? ClassId { get; init; }

    internal override string? ClassName { get; }

    internal override MonitorMode Better => MonitorMode.Max;

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => ConfusionCounts.Start(NumThresholds);

    internal override Metric For(Shape labels, Shape output)
    {
        if (NumThresholds < 1) throw Throw.BadTrainingArgument(nameof(NumThresholds), "1 or more", NumThresholds);
        MetricShapes.RequireSame(Name, labels, output);
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        yTrue = Ranks.Labels(yTrue, yPred);
        if (ClassId is { } id) (yTrue, yPred) = (Ops.Slice(yTrue, id, id + 1), Ops.Slice(yPred, id, id + 1));
        double[] thresholds = NumThresholds == 1
            ? [0.5] : [.. Enumerable.Range(0, NumThresholds).Select(i => (double)i / (NumThresholds - 1))];
        return ConfusionCounts.Update(state, yTrue, yPred, sampleWeight is null ? null : Ranks.Weights(sampleWeight, yPred), thresholds);
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var counts = ConfusionCounts.Read(state);
        return [Enumerable.Range(0, counts.Thresholds).Where(threshold => _constrained(counts, threshold) >= AtLeast)
            .Select(threshold => _best(counts, threshold)).Append(0).Max()];
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["class_id"] = ClassId;
        config["num_thresholds"] = NumThresholds;
        config[_key] = AtLeast;
    }

    internal override Metric ReadConfig(ConfigReader config) => this with
    {
        ClassId = (int?)config.OptionalInteger("class_id"),
        NumThresholds = (int?)config.OptionalInteger("num_thresholds") ?? NumThresholds,
        AtLeast = config.Number(_key),
    };
}
