using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of the labels' variance that the predictions explain: 1 for perfect predictions, 0 for the mean of the labels,
/// negative for worse predictions. Use <see cref="Metric.R2Score"/>.</summary>
/// <remarks><c>1 − Σ (t − p)² / Σ (t − mean t)²</c> for each output. An infinite score, for example of constant labels, is replaced by
/// 0.</remarks>
public sealed record R2ScoreMetric : Metric
{
    internal R2ScoreMetric()
        : base("r2_score")
    {
    }

    /// <summary>The average of the scores of several outputs; default <see cref="R2Aggregation.UniformAverage"/>.</summary>
    public R2Aggregation Aggregation { get; init; }

    /// <summary>The number of features of the model, for the adjusted score; 0, the default, for the score without adjustment.</summary>
    public int Regressors { get; init; }

    internal override string? ClassName => "R2Score";

    internal override MonitorMode Better => MonitorMode.Max;

    // The sums of the labels, of their squares, of the squared errors and of the weights for each output, and the number of all values.
    internal override IReadOnlyList<TensorData> InitialState(Shape output)
    {
        var zeros = TensorData.Zeros(DType.Float64, [output[^1]]);
        return [zeros, zeros, zeros, zeros, TensorData.Scalar(0.0)];
    }

    internal override Metric For(Shape labels, Shape output)
    {
        MetricShapes.RequireColumns(Name, labels, output);
        return this;
    }

    internal override IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? sampleWeight)
    {
        var (t, p) = (Cast(Ranks.Labels(yTrue, yPred), DType.Float64), Cast(yPred, DType.Float64));
        var w = sampleWeight is null ? Scalar(1, DType.Float64) : Ranks.Weights(sampleWeight, t);
        Value Sum(Value x) => ReduceSum(x, [0], keepDims: false);
        return
        [
            state[0] + Sum(t * w),
            state[1] + Sum(Square(t) * w),
            state[2] + Sum(Square(t - p) * w),
            state[3] + Sum(Expand(w, ShapeOf(t))),
            state[4] + Cast(ReduceProd(ShapeOf(t), keepDims: false), DType.Float64),
        ];
    }

    internal override IReadOnlyList<double> Result(IReadOnlyList<TensorData> state)
    {
        var (sum, squares, errors, count) = (state[0].ToArray<double>(), state[1].ToArray<double>(), state[2].ToArray<double>(),
            state[3].ToArray<double>());
        double[] variance = [.. sum.Select((s, i) => squares[i] - s * s / count[i])];
        double[] scores = [.. variance.Select((v, i) => 1 - errors[i] / v).Select(score => double.IsInfinity(score) ? 0 : score)];
        scores = Aggregation switch
        {
            R2Aggregation.UniformAverage => [scores.Average()],
            R2Aggregation.VarianceWeightedAverage => [scores.Zip(variance).Sum(pair => pair.First * pair.Second) / variance.Sum()],
            _ => scores,
        };
        var numbers = state[4].AsSpan<double>()[0];
        // As in Keras, the score is not adjusted if there is too little data.
        return Regressors == 0 || Regressors >= numbers - 1
            ? scores : [.. scores.Select(score => 1 - (1 - score) * (numbers - 1) / (numbers - Regressors - 1))];
    }

    internal override void WriteConfig(JsonObject config)
    {
        config["class_aggregation"] = Aggregation == R2Aggregation.None ? null : SnakeCase.Of(Aggregation.ToString());
        config["num_regressors"] = Regressors;
    }

    internal override Metric ReadConfig(ConfigReader config) => this with
    {
        Aggregation = config.Contains("class_aggregation")
            ? Choices.Read<R2Aggregation>(config, "class_aggregation") ?? R2Aggregation.None : Aggregation,
        Regressors = (int?)config.OptionalInteger("num_regressors") ?? 0,
    };
}
