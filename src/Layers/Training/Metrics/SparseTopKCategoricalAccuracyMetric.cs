using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>How often the output of the class that the label numbers is among the K largest. Use
/// <see cref="Metric.SparseTopKCategoricalAccuracy"/>.</summary>
public sealed record SparseTopKCategoricalAccuracyMetric : MeanMetric
{
    internal SparseTopKCategoricalAccuracyMetric()
        : base("sparse_top_k_categorical_accuracy")
    {
    }

    /// <summary>How many outputs count as right, 1 or more; default 5.</summary>
    public int K { get; init; } = 5;

    internal override string? ClassName => "SparseTopKCategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) =>
        TopKCategoricalAccuracyMetric.InTop(Cast(Ranks.ClassNumbers(yTrue, yPred), DType.Int64), yPred, K);

    internal override void WriteConfig(JsonObject config) => config["k"] = K;

    internal override Metric ReadConfig(ConfigReader config) => this with { K = (int?)config.OptionalInteger("k") ?? K };
}
