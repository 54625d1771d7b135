using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts metrics to JSON and back. A metric is a name, a function, or an object.</summary>
internal static class MetricJson
{
    // To add a metric, add it here. A metric of a loss is found through its loss.
    private static readonly Metric[] s_all =
    [
        Metric.RootMeanSquaredError, Metric.LogCoshError, Metric.CosineSimilarity, Metric.R2Score, Metric.PearsonCorrelation,
            Metric.ConcordanceCorrelation,
        Metric.BinaryAccuracy, Metric.CategoricalAccuracy, Metric.SparseCategoricalAccuracy, Metric.TopKCategoricalAccuracy,
            Metric.SparseTopKCategoricalAccuracy,
        Metric.Precision, Metric.Recall, Metric.TruePositives, Metric.FalsePositives, Metric.TrueNegatives, Metric.FalseNegatives,
        Metric.Auc, Metric.F1Score, Metric.FBetaScore,
        Metric.SensitivityAtSpecificity(0), Metric.SpecificityAtSensitivity(0), Metric.PrecisionAtRecall(0), Metric.RecallAtPrecision(0),
        Metric.IoU(1, 0), Metric.MeanIoU(1), Metric.BinaryIoU(), Metric.OneHotIoU(1, 0), Metric.OneHotMeanIoU(1),
    ];

    /// <summary>Keras's metric classes that this library has, sorted.</summary>
    public static IEnumerable<string> Classes =>
        s_all.Select(metric => metric.ClassName!).Append("Accuracy").Concat(LossJson.MetricClasses).Order(StringComparer.Ordinal);

    public static JsonNode Write(Metric metric)
    {
        if (metric.Alias is { } alias && alias == metric.Name) return JsonValue.Create(alias);
        // A metric that Keras has only as a loss is written as a function, because Keras looks functions up among its losses.
        if (metric is LossMetric { ClassName: null } watched) return Function(watched);
        if (metric.ClassName is not { } className)
            return IsAccuracy(metric.Name) ? JsonValue.Create(metric.Name) : throw Throw.AccuracyHasNoSettings(metric.Name);
        if (SnakeCase.Of(className) == metric.Name && Find(metric.Name) == metric) return JsonValue.Create(metric.Name);
        var config = new JsonObject { ["name"] = metric.Name, ["dtype"] = metric.DTypeName };
        metric.WriteConfig(config);
        return KerasObjects.Write("keras.metrics", className, config);
    }

    public static Metric Read(JsonNode node)
    {
        if (JsonWords.Text(node) is { } alias) return Named(alias) with { Name = alias, Alias = alias };
        if (KerasObjects.ClassName(node) == "function" && JsonWords.Text(node["config"]) is { } name)
            return NamedFunction(name) with { Name = name };
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("metrics", node.ToJsonString());

        var config = new ConfigReader(KerasObjects.Config(node), className);
        _ = config.Take("dtype");
        var metric = (className == "Accuracy" ? Metric.ExactAccuracy : Named(className)).ReadConfig(config);
        if (config.OptionalInteger("axis") is { } axis and not -1)
            throw Throw.UnsupportedCompile("metrics", $"{className} over axis {axis}");
        metric = metric with { Name = config.OptionalText("name") ?? metric.Name };
        config.RefuseUnread();
        return metric;
    }

    private static JsonObject Function(LossMetric metric)
    {
        var name = SnakeCase.Of(metric.Loss.ClassName);
        // Keras writes only the function's name, so settings would be lost. A loss with settings can be trained with, but not saved as a
        // metric.
        if (metric != new LossMetric(LossJson.Find(name)!) with { Name = metric.Name }) throw Throw.FunctionHasNoSettings(metric.Name);
        return new JsonObject { ["module"] = "builtins", ["class_name"] = "function", ["config"] = name, ["registered_name"] = "function" };
    }

    // Like Keras, this looks a function up among the losses first.
    private static Metric NamedFunction(string name) => LossJson.Find(name) is { } loss ? new LossMetric(loss) : Named(name);

    private static Metric Named(string name) => Find(name) ?? throw Throw.UnknownCompileName("metric", name,
        [.. Classes, "accuracy"]);

    private static Metric? Find(string name) =>
        IsAccuracy(name) ? Metric.Accuracy
        : Array.Find(s_all, metric => metric.ClassName == name || SnakeCase.Of(metric.ClassName!) == name)
        ?? (LossJson.Find(name) is { MetricClassName: not null } loss ? new LossMetric(loss) : null);

    // Keras chooses the kind of accuracy by the shapes, and ignores case for these two names.
    private static bool IsAccuracy(string name) => name.ToLowerInvariant() is "accuracy" or "acc";
}
