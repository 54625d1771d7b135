using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Settings that only some releases of Keras accepted and that do not affect predictions. They are no reason to refuse a file, so
/// they are removed and reported.</summary>
internal static class ReleaseSettings
{
    // The function returns the reason why a setting is removed; null if it is kept. To add a setting, add a row here.
    private static readonly (string Class, string Key, Func<JsonNode, string?> Why)[] s_all =
    [
        ("Dropout", "noise_shape", value => value is JsonArray ? null
            : "It is not a list of sizes, and current Keras refuses it. Predictions are unchanged; in training, the layer drops each " +
                "element independently."),
    ];

    /// <summary>Removes such settings from a layer or model, and from its inner layers.</summary>
    public static void Remove(JsonNode? node, LoadNotes notes)
    {
        if (node is JsonObject entry && KerasObjects.ClassName(entry) is { } className && entry["config"] is JsonObject config)
            Remove(entry, className, config, notes);
        foreach (var inner in LayerEntries.Below(node)) Remove(inner.Json, notes);
    }

    private static void Remove(JsonObject entry, string className, JsonObject config, LoadNotes notes)
    {
        foreach (var (_, key, why) in s_all.Where(row => row.Class == className))
        {
            if (config[key] is not { } value || why(value) is not { } reason) continue;
            config.Remove(key);
            var name = LayerEntries.Name(entry);
            notes.Warn($"The setting {key} = {Throw.Short(value)} of {name} ({className})", reason, name);
        }
    }
}
