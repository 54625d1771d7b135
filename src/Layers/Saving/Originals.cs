using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Puts layers that a file holds as stock layers back in their places, as layers of their own classes.</summary>
internal static class Originals
{
    /// <summary>A copy of a model's JSON with the entries of such layers replaced.</summary>
    /// <param name="model">What the file has.</param>
    /// <param name="layers">The entries of <c>layers.json</c> by path; those with a config are of such layers.</param>
    /// <returns>The copy; null where there is nothing to replace.</returns>
    public static JsonNode? PutBack(JsonNode model, JsonObject layers)
    {
        var own = layers.Where(pair => pair.Value?["config"] is JsonObject).ToDictionary(pair => pair.Key, pair => pair.Value!);
        if (own.Count == 0) return null;
        var copy = model.DeepClone();
        Replace(copy, "", own);
        return copy;
    }

    private static void Replace(JsonNode model, string scope, Dictionary<string, JsonNode> own)
    {
        if (KerasObjects.Config(model)["layers"] is not JsonArray entries) return;
        foreach (var entry in entries.OfType<JsonObject>())
        {
            var path = scope + KerasObjects.Config(entry)["name"];
            if (own.TryGetValue(path, out var original)) Replace(entry, original, path);
            else Replace(entry, path + "/", own);
        }
    }

    // The name and the calls of a functional model's entry stay.
    private static void Replace(JsonObject entry, JsonNode original, string path)
    {
        var key = original["class"]?.ToString() ?? "?";
        if (LayerRegistry.Find(key) is not { IsWrittenAsStock: true } known) throw Throw.NotWrittenAsStock(path, key);
        entry["module"] = known.Module;
        entry["class_name"] = known.ClassName;
        entry["registered_name"] = known.RegisteredName;
        entry["config"] = original["config"]!.DeepClone();
    }
}
