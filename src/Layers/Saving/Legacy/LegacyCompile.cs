using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the compile settings of Keras 2 to Keras 3's <c>compile_config</c>.</summary>
internal static class LegacyCompile
{
    // Settings that do not change training results.
    private static readonly string[] s_immaterial = ["jit_compile", "is_legacy_optimizer"];

    /// <summary>Converts the <c>training_config</c> of an HDF5 file. Settings that are left out are noted.</summary>
    /// <returns>The converted settings; null if the model was not compiled.</returns>
    public static JsonObject? OfHdf5(JsonNode training, LoadNotes notes)
    {
        if (training is not JsonObject config || config["optimizer_config"] is not JsonObject optimizer) return null;
        var compiled = Of(config);
        compiled["optimizer"] = Optimizer(optimizer.DeepClone(), notes);
        return compiled;
    }

    /// <summary>Converts the <c>compile_config</c> of an archive. Settings that are left out are noted.</summary>
    public static JsonObject OfArchive(JsonObject config, LoadNotes notes)
    {
        var compiled = Of(config);
        if (config.ContainsKey("optimizer")) compiled["optimizer"] = Optimizer(config["optimizer"]?.DeepClone(), notes);
        return compiled;
    }

    private static JsonObject Of(JsonObject config) => new()
    {
        ["loss"] = Each(Only(config["loss"]), Loss),
        ["loss_weights"] = Weights(config["loss_weights"]),
        ["metrics"] = Each(Only(config["metrics"]), Metric),
        ["weighted_metrics"] = Each(Only(config["weighted_metrics"]), Metric),
    };

    private static JsonNode? Optimizer(JsonNode? node, LoadNotes notes)
    {
        // A name alone means the optimizer with its default settings.
        if (node is not JsonObject optimizer || optimizer["config"] is not JsonObject config) return node;
        // In HDF5 files of Keras 2.9 and later, the class name is Custom>Adam.
        if (KerasObjects.ClassName(optimizer) is { } className && className.Contains('>', StringComparison.Ordinal))
            optimizer["class_name"] = className[(className.LastIndexOf('>') + 1)..];
        foreach (var key in s_immaterial) config.Remove(key);
        if (config["lr"] is { } rate)
        {
            config.Remove("lr");
            config["learning_rate"] ??= rate;
        }
        if (config["decay"] is { } decay)
        {
            config.Remove("decay");
            if (JsonTensors.Number(decay) is not 0)
                notes.Warn($"The optimizer's decay of {decay}",
                    "As in Keras 3, the learning rate is constant. Use InverseTimeDecay to decay it as Keras 2 did.");
        }
        return optimizer;
    }

    /// <summary>Applies a change to each loss or metric, in lists and under the names of outputs as well.</summary>
    private static JsonNode? Each(JsonNode? node, Action<JsonObject, JsonObject> change)
    {
        if (node is JsonArray list) foreach (var item in list) Each(item, change);
        else if (KerasObjects.ClassName(node) is null && node is JsonObject byName) foreach (var (_, one) in byName) Each(one, change);
        else if (node is JsonObject one && one["config"] is JsonObject settings) change(one, settings);
        return node;
    }

    private static void Loss(JsonObject loss, JsonObject settings)
    {
        // Keras 2 chose the reduction automatically; on one machine it was this one.
        if (settings["reduction"]?.ToString() == "auto") settings["reduction"] = "sum_over_batch_size";
        Unwrap(loss, settings);
    }

    private static void Metric(JsonObject metric, JsonObject settings) => Unwrap(metric, settings);

    /// <summary>Replaces a wrapper of a function by the class of the function's name. If a class names its own function, the function is
    /// removed.</summary>
    private static void Unwrap(JsonObject wrapper, JsonObject settings)
    {
        // From Keras 2.13 on, the function is an object.
        var function = KerasObjects.ClassName(settings["fn"]) == "function" ? settings["fn"]!["config"] : settings["fn"];
        settings.Remove("fn");
        if (function is JsonValue && KerasObjects.ClassName(wrapper) is "MeanMetricWrapper" or "LossFunctionWrapper"
            or "SumOverBatchSizeMetricWrapper") wrapper["class_name"] = function.DeepClone();
    }

    /// <summary>Returns the setting of a model's only output, which may be under its name.</summary>
    private static JsonNode? Only(JsonNode? node) =>
        node is JsonObject { Count: 1 } byName && KerasObjects.ClassName(byName) is null
            ? byName.First().Value?.DeepClone() : node?.DeepClone();

    // A weight of 1 has the same effect as no weight.
    private static JsonNode? Weights(JsonNode? node) =>
        Only(node) switch
        {
            JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
            JsonArray { Count: 1 } list when JsonTensors.Number(list[0]!) is 1 => null,
            JsonValue value when JsonTensors.Number(value) is 1 => null,
            var other => other,
        };
}
