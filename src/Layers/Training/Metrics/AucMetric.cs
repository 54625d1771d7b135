using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The area under the curve of the true positive rate over the false positive rate, or of the precision over the recall, from
/// counts at some thresholds. Use <see cref="Metric.Auc"/>.</summary>
public sealed record AucMetric : Metric
{
    internal AucMetric()
        : base("auc")
    {
    }

    /// <summary>The number of thresholds, evenly spaced from 0 to 1, 2 or more; default 200. Ignored if <see cref="Thresholds"/> is
    /// set.</summary>
    public int NumThresholds { get; init; } = 200;

    /// <summary>The thresholds between 0 and 1; <see langword="null"/>, the default, for evenly spaced thresholds.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>The curve; default <see cref="AucCurve.Roc"/>.</summary>
    public AucCurve Curve { get; init; }

    /// <summary>The rule for the area between two points; default <see cref="AucSummation.Interpolation"/>.</summary>
    public AucSummation Summation { get; init; }

    /// <summary>Whether each column of the output has its own curve, and the result is the mean of their areas; default false, for one
    /// curve of all values.</summary>
    public bool MultiLabel { get; init; }

    /// <summary>The weight of each column; <see langword="null"/>, the default, for equal weights of 1.</summary>
    public IReadOnlyList<double>? LabelWeights { get; init; }

    /// <summary>Whether predictions are logits, not probabilities; default false.</summary>
    public bool FromLogits { get; init; }

    internal override string? ClassName => "AUC";

    internal override MonitorMode Better => MonitorMode.Max;

    internal override IReadOnlyList<TensorData> InitialState(Shape output) => ConfusionCounts.Start(Limits().Length, Labels(output));

    internal override Metric For(Shape labels, Shape output)
    {
        if (Thresholds is null && NumThresholds < 2) throw Throw.BadTrainingArgument(nameof(NumThresholds), "2 or more", NumThresholds);
        if (MultiLabel) MetricShapes.RequireColumns(Name, labels, output);
        else MetricShapes.RequireSame(Name, labels, output);
        if (LabelWeights is { } weights && weights.Count != output[^1].Size)
            throw Throw.BadTrainingArgument(nameof(LabelWeights), $"{Nouns.Of(output[^1], "number")}, one for each column of the output",
                weights.Count);
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        yTrue = Ranks.Labels(yTrue, yPred);
        if (FromLogits) yPred = Sigmoid(yPred);
        var weights = sampleWeight is null ? null : Ranks.Weights(sampleWeight, yPred);
        if (LabelWeights is { } each && !MultiLabel)
        {
            var columns = Constant(Casting.Of([.. each], [each.Count], yPred.Type));
            weights = weights is null ? columns : weights * columns;
        }
        return ConfusionCounts.Update(state, yTrue, yPred, weights, Limits(), Labels(yPred.Shape));
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var counts = ConfusionCounts.Read(state);
        double[] areas = [.. Enumerable.Range(0, counts.Positives.Length).Select(label => Area(counts, label))];
        if (!MultiLabel || LabelWeights is not { } weights) return [areas.Average()];
        return [ConfusionCounts.Ratio(areas.Zip(weights).Sum(pair => pair.First * pair.Second), weights.Sum())];
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["num_thresholds"] = NumThresholds;
        config["curve"] = Curve.ToString().ToUpperInvariant();
        config["summation_method"] = SnakeCase.Of(Summation.ToString());
        config["multi_label"] = MultiLabel;
        config["num_labels"] = null;
        config["label_weights"] = List(LabelWeights);
        config["from_logits"] = FromLogits;
        if (Thresholds is not null) config["thresholds"] = List(Thresholds);
    }

    internal override Metric ReadConfig(ConfigReader config)
    {
        // The output determines the number of labels.
        _ = config.OptionalInteger("num_labels");
        return this with
        {
            NumThresholds = (int?)config.OptionalInteger("num_thresholds") ?? NumThresholds,
            Curve = Choices.Read<AucCurve>(config, "curve") ?? Curve,
            Summation = Choices.Read<AucSummation>(config, "summation_method") ?? Summation,
            MultiLabel = config.Flag("multi_label", false),
            LabelWeights = config.OptionalTensor("label_weights") is { } weights ? weights.ToArray<double>() : null,
            FromLogits = config.Flag("from_logits", false),
            Thresholds = config.OptionalTensor("thresholds") is { } thresholds ? thresholds.ToArray<double>() : null,
        };
    }

    // The first and the last threshold are slightly outside of 0 to 1, so that every prediction is between them.
    private double[] Limits() =>
    [
        -Logits.Epsilon,
        .. Thresholds?.Order() ?? Enumerable.Range(1, NumThresholds - 2).Select(i => (double)i / (NumThresholds - 1)),
        1 + Logits.Epsilon,
    ];

    private long Labels(Shape output) => MultiLabel ? output[^1].Size : 1;

    private double Area(ConfusionCounts counts, int label)
    {
        double area = 0;
        for (var i = 0; i + 1 < counts.Thresholds; i++)
        {
            if (Curve == AucCurve.Pr && Summation == AucSummation.Interpolation)
            {
                area += BetweenPoints(counts, i, label);
                continue;
            }
            var (x, y) = (Point(counts, i, label), Point(counts, i + 1, label));
            area += (x.X - y.X) * Summation switch
            {
                AucSummation.Majoring => Math.Max(x.Y, y.Y),
                AucSummation.Minoring => Math.Min(x.Y, y.Y),
                _ => (x.Y + y.Y) / 2,
            };
        }
        return area;
    }

    private (double X, double Y) Point(ConfusionCounts counts, int threshold, int label) => Curve == AucCurve.Roc
        ? (ConfusionCounts.Ratio(counts.FalsePositive(threshold, label), counts.Negatives[label]), counts.Recall(threshold, label))
        : (counts.Recall(threshold, label), counts.Precision(threshold, label));

    // Between two points, the true positives are a linear function of the positive predictions. The precision then follows a curve.
    private static double BetweenPoints(ConfusionCounts counts, int i, int label)
    {
        double PositivesPredicted(int threshold) => counts.TruePositive(threshold, label) + counts.FalsePositive(threshold, label);
        var (more, fewer) = (PositivesPredicted(i), PositivesPredicted(i + 1));
        var gained = counts.TruePositive(i, label) - counts.TruePositive(i + 1, label);
        var slope = ConfusionCounts.Ratio(gained, Math.Max(more - fewer, 0));
        var intercept = counts.TruePositive(i + 1, label) - slope * fewer;
        var ratio = more > 0 && fewer > 0 ? more / fewer : 1;
        return ConfusionCounts.Ratio(slope * (gained + intercept * Math.Log(ratio)), Math.Max(counts.Positives[label], 0));
    }

    private static JsonArray? List(IReadOnlyList<double>? numbers) =>
        numbers is null ? null : new([.. numbers.Select(number => JsonValue.Create(number))]);
}
