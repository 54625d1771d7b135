using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What a model was compiled with, in the words of Keras 2, as Keras 3's <c>compile_config</c>.</summary>
internal static class LegacyCompile
{
    // What is set here does not change what is learned.
    private static readonly string[] s_immaterial = ["jit_compile", "is_legacy_optimizer"];

    /// <returns>Null where the model was not compiled. What is left out is noted in the plan.</returns>
    public static JsonObject? Read(JsonNode training, WeightPlan plan)
    {
        if (training is not JsonObject config || config["optimizer_config"] is not JsonObject optimizer) return null;
        return new JsonObject
        {
            ["optimizer"] = Optimizer((JsonObject)optimizer.DeepClone(), plan),
            ["loss"] = Loss(Only(config["loss"])),
            ["loss_weights"] = Weights(config["loss_weights"]),
            ["metrics"] = Metrics(config["metrics"]),
            ["weighted_metrics"] = Metrics(config["weighted_metrics"]),
        };
    }

    private static JsonObject Optimizer(JsonObject optimizer, WeightPlan plan)
    {
        if (optimizer["config"] is not JsonObject config) return optimizer;
        foreach (var key in s_immaterial) config.Remove(key);
        if (config["lr"] is { } rate)
        {
            config.Remove("lr");
            config["learning_rate"] ??= rate;
        }
        if (config["decay"] is { } decay)
        {
            config.Remove("decay");
            if (JsonTensors.Number(decay) is not 0) plan.Leave($"The optimizer's decay of {decay} was left out, as Keras 3 does: the learning rate stays what it is. InverseTimeDecay lets it fall as Keras 2 did.");
        }
        return optimizer;
    }

    private static JsonNode? Loss(JsonNode? loss)
    {
        if (KerasObjects.ClassName(loss) is null || loss!["config"] is not JsonObject settings) return loss;
        // Keras 2 chose the reduction by itself; for one machine it is this one.
        if (settings["reduction"]?.ToString() == "auto") settings["reduction"] = "sum_over_batch_size";
        Unwrap((JsonObject)loss, settings);
        return loss;
    }

    private static JsonArray? Metrics(JsonNode? node)
    {
        if (Only(node) is not { } metrics) return null;
        var list = metrics is JsonArray array ? array.SelectMany(item => item is JsonArray inner ? inner.ToArray() : [item]) : [metrics];
        return new JsonArray([.. list.Where(item => item is not null).Select(item => Metric(item!.DeepClone()))]);
    }

    private static JsonNode Metric(JsonNode metric)
    {
        if (KerasObjects.ClassName(metric) is not null && metric["config"] is JsonObject settings) Unwrap((JsonObject)metric, settings);
        return metric;
    }

    /// <summary>A function in a wrapper stands for the class of its name; a class that names its function says nothing new.</summary>
    private static void Unwrap(JsonObject wrapper, JsonObject settings)
    {
        var function = settings["fn"];
        settings.Remove("fn");
        if (function is JsonValue && KerasObjects.ClassName(wrapper) is "MeanMetricWrapper" or "LossFunctionWrapper" or "SumOverBatchSizeMetricWrapper") wrapper["class_name"] = function.DeepClone();
    }

    /// <summary>What is set for the only output of a model, by its name or in a list.</summary>
    private static JsonNode? Only(JsonNode? node) =>
        node is JsonObject { Count: 1 } byName && KerasObjects.ClassName(byName) is null ? byName.First().Value?.DeepClone() : node?.DeepClone();

    // A weight of 1, and none, are one thing.
    private static JsonNode? Weights(JsonNode? node) =>
        Only(node) switch
        {
            JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
            JsonArray { Count: 1 } list when JsonTensors.Number(list[0]!) is 1 => null,
            JsonValue value when JsonTensors.Number(value) is 1 => null,
            var other => other,
        };
}
