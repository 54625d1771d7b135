using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What a model was compiled with, as Keras's <c>compile_config</c>, both ways.</summary>
internal static class CompileJson
{
    public static JsonObject Write(Objective objective) => new()
    {
        ["optimizer"] = OptimizerJson.Write(objective.Optimizer),
        ["loss"] = LossJson.Write(objective.Loss),
        ["loss_weights"] = null,
        ["metrics"] = Metrics(objective.Metrics),
        ["weighted_metrics"] = Metrics(objective.WeightedMetrics),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
    };

    public static Objective Read(JsonObject config)
    {
        if (config["loss"] is not { } loss) throw Throw.UnsupportedCompile("loss", "no loss at all");
        if (config["loss_weights"] is not null) throw Throw.UnsupportedCompile("loss_weights", "weights of several losses");
        // Keras loses the optimizer from what it saves after a .h5, and takes its default when it opens that.
        var optimizer = config.ContainsKey("optimizer") ? OptimizerJson.Read(config["optimizer"]) : new RmsProp();
        return new Objective(optimizer, LossJson.Read(loss), ReadMetrics(config["metrics"]), ReadMetrics(config["weighted_metrics"]));
    }

    private static JsonArray? Metrics(IReadOnlyList<Metric> metrics) => metrics.Count == 0 ? null : new([.. metrics.Select(MetricJson.Write)]);

    // One list, or a list of one list where Keras made room for several outputs.
    private static IReadOnlyList<Metric> ReadMetrics(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.SelectMany(item => item is JsonArray inner ? inner.ToArray() : [item]).Where(item => item is not null).Select(item => MetricJson.Read(item!))],
        var one => [MetricJson.Read(one)],
    };
}
