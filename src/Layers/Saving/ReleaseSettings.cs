using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Settings that only some releases of Keras took, and that count for nothing in prediction: no reason to refuse a file. They are
/// left out, and the report says so.</summary>
internal static class ReleaseSettings
{
    // Why a setting is left out; null where it is not. A new one adds its row here.
    private static readonly (string Class, string Key, Func<JsonNode, string?> Why)[] s_all =
    [
        ("Dropout", "noise_shape", value => value is JsonArray ? null : "It is no list of sizes, and Keras refuses it today. The layer predicts as before; in training it drops each element by itself."),
    ];

    /// <summary>Removes them from a layer or model, and from what is in it.</summary>
    public static void Remove(JsonNode? node, LoadNotes notes)
    {
        if (node is JsonObject entry && KerasObjects.ClassName(entry) is { } className && entry["config"] is JsonObject config) Remove(entry, className, config, notes);
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
