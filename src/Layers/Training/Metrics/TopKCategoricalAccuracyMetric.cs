using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The share of samples whose K largest outputs include the output at the index of the largest label. Use
/// <see cref="Metric.TopKCategoricalAccuracy"/>.</summary>
public sealed record TopKCategoricalAccuracyMetric : MeanMetric
{
    internal TopKCategoricalAccuracyMetric()
        : base("top_k_categorical_accuracy")
    {
    }

    /// <summary>The number of largest outputs, 1 or more; default 5.</summary>
    public int K { get; init; } = 5;

    internal override string? ClassName => "TopKCategoricalAccuracy";

    internal override Value PerSample(Value yTrue, Value yPred) => InTop(ArgMax(yTrue), yPred, K);

    internal override void WriteConfig(JsonObject config) => config["k"] = K;

    internal override Metric ReadConfig(ConfigReader config) => this with { K = (int?)config.OptionalInteger("k") ?? K };

    /// <summary>Returns 1 if fewer than k outputs are larger than that of the class, else 0. As in TensorFlow, ties are included.</summary>
    internal static Value InTop(Value classes, Value yPred, int k)
    {
        var isClass = Equal(Unsqueeze(classes, -1), Range(0, (double)yPred.Shape[^1].Size, 1));
        var output = ReduceSum(Where(isClass, yPred, 0), [-1]);
        return Cast(ReduceSum(Cast(yPred > output, yPred.Type), [-1], keepDims: false) < k, yPred.Type);
    }
}
