using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Turns the settings of Keras 2 into those of Keras 3, so that one reader serves both.</summary>
internal static class LegacyJson
{
    private const string BatchInputShape = "batch_input_shape";

    /// <summary>Whether an archive has the settings of Keras 2, by its release or, where it names none, by the setting that each of these
    /// has and no later one.</summary>
    public static bool IsIn(string? kerasVersion, ReadOnlySpan<byte> config) =>
        kerasVersion?.StartsWith("2.", StringComparison.Ordinal) ?? config.IndexOf("\"batch_input_shape\""u8) >= 0;

    /// <summary>A layer or model with all that is in it.</summary>
    /// <param name="node">Its settings.</param>
    /// <param name="notes">Takes the names of settings that are gone.</param>
    public static JsonObject Layer(JsonNode? node, LoadNotes notes)
    {
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.NotAnObject(node);
        var json = (JsonObject)node!.DeepClone();
        // The oldest files have the layers of a straight line where its settings should be.
        if (json["config"] is JsonArray layers) json["config"] = new JsonObject { ["layers"] = layers.DeepClone() };
        if (json["config"] is not JsonObject config) throw Throw.NotAnObject(node);
        if (className == "Sequential") Sequential(config, notes);
        else if (className is "Functional" or "Model") LegacyGraph.Modernize(config, notes);
        else json["config"] = config = Settings(className, config, notes);
        // Another policy than that of its layers is not a model's to have.
        if (config["dtype"] is { } dtype) config["dtype"] = DType(dtype);
        return json;
    }

    private static void Sequential(JsonObject config, LoadNotes notes)
    {
        if (config["layers"] is not JsonArray entries) return;
        var layers = new JsonArray();
        foreach (var entry in entries)
        {
            // A first layer may say what its input is, where later files have a layer for it.
            if (layers.Count == 0 && KerasObjects.ClassName(entry) is not (null or "InputLayer") && KerasObjects.Config(entry!)[BatchInputShape] is JsonArray shape)
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
        // As the file has them: a layer within a layer keeps its type, which an initializer does not have.
        foreach (var key in LayerEntries.Inner)
            if (config[key] is { } inner) settings[key] = inner is JsonArray list ? new JsonArray([.. list.Select(item => Layer(item, notes))]) : Layer(inner, notes);
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

    /// <summary>Without the marks of the old format: tuples are lists, and an initializer does not say its type.</summary>
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
            if (className == "VarianceScaling" && config["distribution"]?.ToString() == "normal") config["distribution"] = "truncated_normal";
        }
        return plain;
    }

    private static JsonNode? DType(JsonNode? node) =>
        KerasObjects.ClassName(node) is "Policy" or "PolicyV1" ? KerasObjects.Config(node!)["name"]?.DeepClone() : node?.DeepClone();
}
