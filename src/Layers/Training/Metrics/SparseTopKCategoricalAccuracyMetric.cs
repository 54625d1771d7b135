using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of samples whose K largest outputs include the output of the class that is the label. Use
/// <see cref="Metric.SparseTopKCategoricalAccuracy"/>.</summary>
public sealed record SparseTopKCategoricalAccuracyMetric : MeanMetric
{
    internal SparseTopKCategoricalAccuracyMetric()
        : base("sparse_top_k_categorical_accuracy")
    {
    }

    /// <summary>The number of largest outputs, 1 or more; default 5.</summary>
    public int K { get; init; } = 5;

    internal override string? ClassName => "SparseTopKCategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        TopKCategoricalAccuracyMetric.InTop(Cast(Ranks.ClassNumbers(yTrue, yPred), DType.Int64), yPred, K);

    internal override void WriteConfig(JsonObject config) => config["k"] = K;

    internal override Metric ReadConfig(ConfigReader config) => this with { K = (int?)config.OptionalInteger("k") ?? K };
}
