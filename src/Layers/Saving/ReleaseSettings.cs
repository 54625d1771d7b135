using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Settings that only some releases of Keras took, and that count for nothing in prediction: no reason to refuse a file. They are left out, and the report says so.</summary>
internal static class ReleaseSettings
{
    // Why a setting is left out; null where it is not. A new one adds its line here.
    private static readonly Dictionary<string, (string Key, Func<JsonNode, string?> Why)> s_all = new()
    {
        ["Dropout"] = ("noise_shape", value => value is JsonArray ? null
            : "It is no list of sizes, and Keras refuses it today. The layer predicts as before; in training it drops each element by itself."),
    };

    // The settings that are layers or lists of layers.
    private static readonly string[] s_layers = ["layers", "layer", "backward_layer", "cell", "cells"];

    /// <summary>Removes them from a layer or model, and from what is in it.</summary>
    public static void Remove(JsonNode? node, LoadNotes notes)
    {
        if (KerasObjects.ClassName(node) is not { } className || (node as JsonObject)?["config"] is not JsonObject config) return;
        if (s_all.TryGetValue(className, out var setting) && config[setting.Key] is { } value && setting.Why(value) is { } reason)
        {
            config.Remove(setting.Key);
            var name = LayerEntries.Name((JsonObject)node!);
            notes.Warn($"The setting {setting.Key} = {Throw.Short(value)} of {name} ({className})", reason, name);
        }
        foreach (var key in s_layers)
        {
            if (config[key] is JsonArray list) foreach (var item in list) Remove(item, notes);
            else Remove(config[key], notes);
        }
    }
}
