using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Marks the inputs of a file whose batch size must be kept: those of a model with a stateful layer.</summary>
internal static class StatefulEntries
{
    /// <summary>Marks the inputs of a model that has a stateful layer, so that they keep their batch size.</summary>
    /// <param name="config">The model's settings.</param>
    public static void Mark(JsonObject config)
    {
        if (config["layers"] is not JsonArray layers || !layers.Any(IsStateful)) return;
        foreach (var entry in layers.OfType<JsonObject>())
            if (KerasObjects.ClassName(entry) == "InputLayer" && entry["config"] is JsonObject settings) settings[Input.KeepsBatch] = true;
    }

    private static bool IsStateful(JsonNode? layer) =>
        layer is not null && ((KerasObjects.Config(layer)["stateful"] is JsonValue value && value.TryGetValue(out bool flag) && flag)
            || LayerEntries.Below(layer).Any(entry => IsStateful(entry.Json)));
}
