using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The weighted harmonic mean of precision and recall, in which recall has β times the importance of precision. Use
/// <see cref="Metric.F1Score"/> or <see cref="Metric.FBetaScore"/>.</summary>
/// <remarks><c>(1 + β²) · P R / (β² P + R)</c> for each column of the output, with one-hot labels.</remarks>
public sealed record FBetaScoreMetric : Metric
{
    internal FBetaScoreMetric(string className)
        : base(className == "F1Score" ? "f1_score" : "fbeta_score") => ClassName = className;

    /// <summary>The importance of recall relative to precision, above 0; default 1. Keras's class <c>F1Score</c> allows only 1.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>The average of the scores of several classes; default <see cref="ScoreAverage.None"/>.</summary>
    public ScoreAverage Average { get; init; }

    /// <summary>The threshold above which an output is positive, above 0 and at most 1; <see langword="null"/>, the default, if only the
    /// largest output of each sample is positive.</summary>
    public double? Threshold { get; init; }

    internal override string? ClassName { get; }

    internal override MonitorMode Better => MonitorMode.Max;

    // True positives, false positives, false negatives and positive labels of each class.
    internal override IReadOnlyList<TensorData> InitialState(Shape output) =>
        [.. Enumerable.Repeat(TensorData.Zeros(DType.Float64, [output[^1]]), 4)];

    internal override Metric For(Shape labels, Shape output)
    {
        if (!(Beta > 0)) throw Throw.BadTrainingArgument(nameof(Beta), "above 0", Beta);
        if (ClassName == "F1Score" && Beta != 1)
            throw Throw.BadTrainingArgument(nameof(Beta), "1 for the F1 score; use Metric.FBetaScore for another", Beta);
        if (Threshold is not null and not (> 0 and <= 1))
            throw Throw.BadTrainingArgument(nameof(Threshold), "above 0 and at most 1", Threshold);
        MetricShapes.RequireColumns(Name, labels, output);
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        var t = Cast(Ranks.Labels(yTrue, yPred), yPred.Type);
        // In a row of zeros, no output is positive.
        var isPositive = Threshold is { } threshold ? yPred > threshold : (yPred >= ReduceMax(yPred, [-1])) & (Abs(yPred) > 1e-9);
        var p = Cast(isPositive, yPred.Type);
        Value Added(Value before, Value counts)
        {
            if (sampleWeight is not null) counts *= Ranks.Weights(sampleWeight, counts);
            return before + Cast(ReduceSum(counts, [0], keepDims: false), DType.Float64);
        }

        return [Added(state[0], p * t), Added(state[1], p * (1 - t)), Added(state[2], (1 - p) * t), Added(state[3], t)];
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var counts = state.Select(data => data.ToArray<double>()).ToArray();
        if (Average == ScoreAverage.Micro) counts = [.. counts.Select(count => new[] { count.Sum() })];
        double[] scores = [.. counts[0].Select((right, i) => Score(right, counts[1][i], counts[2][i]))];
        return Average switch
        {
            ScoreAverage.None => scores,
            ScoreAverage.Weighted => [scores.Zip(counts[3]).Sum(pair => pair.First * pair.Second) / (counts[3].Sum() + Logits.Epsilon)],
            _ => [scores.Average()],
        };
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["average"] = Average == ScoreAverage.None ? null : SnakeCase.Of(Average.ToString());
        if (ClassName != "F1Score") config["beta"] = Beta;
        config["threshold"] = Threshold;
    }

    internal override Metric ReadConfig(ConfigReader config) => this with
    {
        Average = Choices.Read<ScoreAverage>(config, "average") ?? ScoreAverage.None,
        Beta = config.OptionalNumber("beta") ?? Beta,
        Threshold = config.OptionalNumber("threshold"),
    };

    private double Score(double truePositives, double falsePositives, double falseNegatives)
    {
        var precision = truePositives / (truePositives + falsePositives + Logits.Epsilon);
        var recall = truePositives / (truePositives + falseNegatives + Logits.Epsilon);
        return (1 + Beta * Beta) * precision * recall / (Beta * Beta * precision + recall + Logits.Epsilon);
    }
}
