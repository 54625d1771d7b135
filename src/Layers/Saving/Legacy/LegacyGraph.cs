using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the settings of a functional model of Keras 2, whose calls are lists. Keras 2 counts the calls of a nested model from
/// 1, because its construction counts as the first call.</summary>
internal static class LegacyGraph
{
    /// <summary>Converts a model's settings to those of Keras 3.</summary>
    public static void Modernize(JsonObject config, LoadNotes notes)
    {
        if (config["layers"] is not JsonArray entries) return;
        var layers = new JsonArray();
        foreach (var entry in entries)
        {
            var layer = LegacyJson.Layer(entry, notes);
            // The entry and its config both have the layer's name; calls refer to the name in the entry.
            if (layer["name"] is { } name && layer["config"] is JsonObject settings && settings["name"] is null)
                settings["name"] = name.DeepClone();
            layers.Add((JsonNode)layer);
        }
        config["layers"] = layers;
        var histories = LegacyCalls.Modernize(layers);
        // Calls that Keras 3 wrote are already counted from 0.
        if (histories.Count == 0) return;
        foreach (var model in layers.OfType<JsonObject>()
            .Where(layer => KerasObjects.ClassName(layer) is "Model" or "Functional" or "Sequential"))
            CountFromZero(config, histories, model);
    }

    private static void CountFromZero(JsonObject config, IReadOnlyList<JsonArray> histories, JsonObject model)
    {
        var name = JsonWords.Text(model["name"] ?? KerasObjects.Config(model)["name"]);
        JsonArray[] calls = [.. histories.Where(history => IsOf(name, history))];
        JsonArray[] ends = [.. Ends(config["input_layers"]).Concat(Ends(config["output_layers"]))
            .Where(end => IsOf(name, end)).Cast<JsonArray>()];
        var first = calls.Concat(ends).Select(end => (int)end[1]!).DefaultIfEmpty().Min();
        foreach (var call in calls) call[1] = (int)call[1]! - first;
        // The reader expects that a model's inputs and outputs count the calls of a functional model from 1, and those of other models from
        // 0.
        var atTheEnds = KerasObjects.ClassName(model) == "Sequential" ? 0 : 1;
        foreach (var end in ends) end[1] = (int)end[1]! - first + atTheEnds;
    }

    private static IEnumerable<JsonNode?> Ends(JsonNode? node) => node switch
    {
        JsonArray list when LegacyCalls.IsHistory(list) => [list],
        JsonArray list => list,
        JsonObject byName => byName.Select(pair => pair.Value),
        _ => [],
    };

    private static bool IsOf(string? layer, JsonNode? end) => LegacyCalls.IsHistory(end) && JsonWords.Text(end![0]) == layer;
}
