using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A functional model's settings of Keras 2: calls are lists <c>[layer, call, index, arguments]</c>, and the calls of a model within it are
/// counted from 1, for its making counted as the first.</summary>
internal static class LegacyGraph
{
    /// <summary>Changes a model's settings to those of Keras 3.</summary>
    public static void Modernize(JsonObject config, LoadNotes notes)
    {
        if (config["layers"] is not JsonArray entries) return;
        var layers = new JsonArray();
        foreach (var entry in entries)
        {
            var layer = LegacyJson.Layer(entry, notes);
            // Both places name the layer, and a call means this one.
            if (layer["name"] is { } name && layer["config"] is JsonObject settings && settings["name"] is null) settings["name"] = name.DeepClone();
            layers.Add((JsonNode)layer);
        }
        config["layers"] = layers;
        foreach (var model in layers.OfType<JsonObject>().Where(layer => KerasObjects.ClassName(layer) is "Model" or "Functional" or "Sequential"))
            CountFromZero(config, layers, model);
    }

    private static void CountFromZero(JsonObject config, JsonArray layers, JsonObject model)
    {
        var name = (model["name"] ?? KerasObjects.Config(model)["name"])?.ToString();
        // A call that Keras 3 wrote is an object, and counted as it should be.
        var calls = layers.OfType<JsonObject>().SelectMany(layer => layer["inbound_nodes"] as JsonArray ?? []).OfType<JsonArray>().SelectMany(node => node).Where(end => IsOf(name, end)).ToArray();
        JsonNode?[] ends = [.. Ends(config["input_layers"]).Concat(Ends(config["output_layers"])).Where(end => IsOf(name, end))];
        if (!layers.OfType<JsonObject>().Any(layer => layer["inbound_nodes"] is JsonArray nodes && nodes.Any(node => node is JsonArray))) return;
        var first = calls.Concat(ends).Select(end => (int)end![1]!).DefaultIfEmpty().Min();
        foreach (var call in calls) call![1] = (int)call[1]! - first;
        // The reader knows that the ends count a functional model, and no other, from 1.
        var atTheEnds = KerasObjects.ClassName(model) == "Sequential" ? 0 : 1;
        foreach (var end in ends) end![1] = (int)end[1]! - first + atTheEnds;
    }

    private static IEnumerable<JsonNode?> Ends(JsonNode? node) => node is not JsonArray list ? [] : list is [JsonValue, ..] ? Enumerable.Repeat<JsonNode?>(list, 1) : list.ToArray();

    private static bool IsOf(string? layer, JsonNode? end) =>
        end is JsonArray { Count: >= 3 } list && list[0] is JsonValue value && value.TryGetValue(out string? name) && name == layer && list[1] is JsonValue call && call.TryGetValue(out int _);
}
