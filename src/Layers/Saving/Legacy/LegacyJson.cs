using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the settings of Keras 2 to those of Keras 3, so that one reader handles both.</summary>
internal static class LegacyJson
{
    private const string BatchInputShape = "batch_input_shape";

    /// <summary>Whether an archive has the settings of Keras 2: by its release, or if it names none, by the setting that every file of
    /// Keras 2 has and no later file.</summary>
    public static bool IsIn(string? kerasVersion, ReadOnlySpan<byte> config) =>
        kerasVersion?.StartsWith("2.", StringComparison.Ordinal) ?? config.IndexOf("\"batch_input_shape\""u8) >= 0;

    /// <summary>Converts a layer or model, including its nested layers.</summary>
    /// <param name="node">The settings of the layer.</param>
    /// <param name="notes">Collects the names of settings that Keras 3 does not have.</param>
    public static JsonObject Layer(JsonNode? node, LoadNotes notes)
    {
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.NotAnObject(node);
        var json = (JsonObject)node!.DeepClone();
        // In the oldest files, the config of a sequential model is the list of its layers.
        if (json["config"] is JsonArray layers) json["config"] = new JsonObject { ["layers"] = layers.DeepClone() };
        if (json["config"] is not JsonObject config) throw Throw.NotAnObject(node);
        if (className == "Sequential") Sequential(config, notes);
        else if (className is "Functional" or "Model") LegacyGraph.Modernize(config, notes);
        else json["config"] = config = Settings(className, config, notes);
        // A model has no dtype policy of its own, apart from those of its layers.
        if (config["dtype"] is { } dtype) config["dtype"] = DType(dtype);
        return json;
    }

    private static void Sequential(JsonObject config, LoadNotes notes)
    {
        if (config["layers"] is not JsonArray entries) return;
        var layers = new JsonArray();
        foreach (var entry in entries)
        {
            // The first layer may define the input of the model, for which later files have a separate layer.
            if (layers.Count == 0 && KerasObjects.ClassName(entry) is not (null or "InputLayer")
                && KerasObjects.Config(entry!)[BatchInputShape] is JsonArray shape)
                layers.Add((JsonNode)InputLayer(KerasObjects.Config(entry!), shape));
            layers.Add((JsonNode)Layer(entry, notes));
        }
        config["layers"] = layers;
    }

    private static JsonObject InputLayer(JsonObject first, JsonArray shape) => new()
    {
        ["class_name"] = "InputLayer",
        ["config"] = new JsonObject
        {
            ["name"] = $"{first["name"]}_input",
            ["batch_shape"] = shape.DeepClone(),
            ["dtype"] = first["dtype"] is JsonValue type && type.ToString() == "float64" ? "float64" : "float32",
        },
    };

    private static JsonObject Settings(string className, JsonObject config, LoadNotes notes)
    {
        var settings = (JsonObject)Plain(config)!;
        // Inner layers are taken from the original settings: Plain removes the dtype, which a layer keeps and an initializer does not have.
        foreach (var key in LayerEntries.Inner)
            if (config[key] is { } inner)
                settings[key] = inner is JsonArray list ? new JsonArray([.. list.Select(item => Layer(item, notes))]) : Layer(inner, notes);
        OldSettings.Remove(className, settings, notes);
        if (className != "InputLayer" && settings.Remove(BatchInputShape)) notes.Drop(BatchInputShape);
        if (className != "Normalization" && settings["axis"] is JsonArray { Count: 1 } axis) settings["axis"] = axis[0]!.DeepClone();
        if (className == "LeakyReLU" && settings["alpha"] is { } alpha)
        {
            settings.Remove("alpha");
            settings["negative_slope"] = alpha;
        }
        return settings;
    }

    /// <summary>Returns settings without the marks of the old format: tuples become lists, and initializers lose their dtype.</summary>
    private static JsonNode? Plain(JsonNode? node)
    {
        if (node is JsonArray list) return new JsonArray([.. list.Select(Plain)]);
        if (node is not JsonObject json) return node?.DeepClone();
        if (KerasObjects.ClassName(json) == "__tuple__" && json["items"] is JsonArray items) return Plain(items);
        var plain = new JsonObject();
        foreach (var (key, value) in json)
            if (key != "__passive_serialization__")
                plain[key] = key == "dtype" ? DType(value) : Plain(value);
        if (KerasObjects.ClassName(plain) is { } className && plain["config"] is JsonObject config && className != "DTypePolicy")
        {
            config.Remove("dtype");
            if (className == "VarianceScaling" && config["distribution"]?.ToString() == "normal")
                config["distribution"] = "truncated_normal";
        }
        return plain;
    }

    private static JsonNode? DType(JsonNode? node) =>
        KerasObjects.ClassName(node) is "Policy" or "PolicyV1" ? KerasObjects.Config(node!)["name"]?.DeepClone() : node?.DeepClone();
}
