using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Metrics in JSON: a name, a function, or an object.</summary>
internal static class MetricJson
{
    private static readonly Metric[] s_all = [Metric.BinaryAccuracy, Metric.CategoricalAccuracy, Metric.SparseCategoricalAccuracy];

    public static JsonNode Write(Metric metric)
    {
        if (metric.Alias is { } alias && alias == metric.Name) return JsonValue.Create(alias);
        if (metric.ClassName is not { } className || Find(metric.Name) == metric) return JsonValue.Create(metric.Name);
        var config = new JsonObject { ["name"] = metric.Name, ["dtype"] = "float32" };
        metric.WriteConfig(config);
        return KerasObjects.Write("keras.metrics", className, config);
    }

    public static Metric Read(JsonNode node)
    {
        if (node is JsonValue value && value.TryGetValue(out string? alias)) return Named(alias) with { Name = alias, Alias = alias };
        if (KerasObjects.ClassName(node) == "function" && node["config"] is JsonValue function && function.TryGetValue(out string? name)) return Named(name) with { Name = name, Alias = name };
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("metrics", node.ToJsonString());

        var config = new ConfigReader(KerasObjects.Config(node), className);
        _ = config.Take("dtype");
        var metric = Named(className);
        metric = metric switch
        {
            LossMetric watched => watched with { Loss = LossJson.Configured(watched.Loss, config) },
            BinaryAccuracyMetric binary => binary with { Threshold = config.OptionalNumber("threshold") ?? binary.Threshold },
            _ => metric,
        };
        metric = metric with { Name = config.OptionalText("name") ?? metric.Name };
        config.RefuseUnread();
        return metric;
    }

    private static Metric Named(string name) => Find(name) ?? throw Throw.UnknownCompileName("metric", name,
        [.. s_all.Select(metric => metric.Name), "accuracy", "mean_squared_error", "mean_absolute_error", "huber", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"]);

    private static Metric? Find(string name) =>
        name is "accuracy" or "acc" ? Metric.Accuracy
        : Array.Find(s_all, metric => metric.ClassName == name || metric.Name == name)
        ?? (LossJson.Find(name) is { } loss ? new LossMetric(loss) : null);
}
