using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Puts layers that a file holds as stock layers back in their places, as layers of their own classes, and straight lines of
/// layers that it holds as functional models.</summary>
internal sealed class Originals
{
    private readonly Dictionary<string, JsonNode> _own = [];
    private readonly HashSet<string> _lines;
    private readonly Dictionary<string, JsonObject> _spaces = [];

    /// <param name="layers">The entries of <c>layers.json</c> by path; those with a config are of such layers.</param>
    /// <param name="lines">The paths of straight lines; empty for the model itself.</param>
    /// <param name="spaces">What it has of spaces of features by path; null for none.</param>
    public Originals(JsonObject layers, JsonArray? lines, JsonObject? spaces)
    {
        foreach (var (path, space) in spaces ?? []) _spaces.Add(path, space as JsonObject ?? throw Throw.NotASpace(path));
        foreach (var (path, entry) in layers)
            if (entry?["config"] is JsonObject) _own.Add(path, entry);
        _lines = [.. (lines ?? []).Select(line => (string?)line ?? throw Throw.NullLine())];
    }

    /// <summary>A copy of a model's JSON with the entries of such layers replaced.</summary>
    /// <param name="model">What the file has.</param>
    /// <returns>The copy; null where there is nothing to replace.</returns>
    public JsonNode? PutBack(JsonNode model)
    {
        if (_own.Count == 0 && _lines.Count == 0 && _spaces.Count == 0) return null;
        var copy = model.DeepClone();
        Replace((JsonObject)copy, "");
        if (_spaces.TryGetValue("", out var space)) FeatureSpaceFile.PutBack((JsonObject)copy, space);
        return copy;
    }

    private void Replace(JsonObject model, string path)
    {
        var config = KerasObjects.Config(model);
        foreach (var entry in LayerEntries.Below(model).Where(entry => entry.IsPlaced))
        {
            var wasFunctional = entry.ClassName == "Functional";
            var inside = LayerPlaces.Inside(path, entry.Name);
            if (_own.TryGetValue(inside, out var original)) Replace(entry.Json, original, inside);
            else Replace(entry.Json, inside);
            if (_spaces.TryGetValue(inside, out var space)) FeatureSpaceFile.PutBack(entry.Json, space);
            if (wasFunctional && entry.ClassName != "Functional") CountFromZero(config, entry.Name);
        }
        if (_lines.Contains(path)) MakeLine(model, config, path);
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

    private static void MakeLine(JsonObject model, JsonObject config, string path)
    {
        if (KerasObjects.ClassName(model) != "Functional" || config["layers"] is not JsonArray entries) throw Throw.NotALine(path);
        // A layer of several inputs brings them along.
        bool IsInput(JsonNode? entry) => KerasObjects.ClassName(entry) == "InputLayer";
        if (entries.Count(IsInput) > 1 || KerasObjects.ClassName(entries.FirstOrDefault(entry => !IsInput(entry))) == FeatureSpaceJson.ClassName) entries.RemoveAll(IsInput);
        foreach (var entry in entries.OfType<JsonObject>())
        {
            entry.Remove("name");
            entry.Remove("inbound_nodes");
        }
        model["module"] = "keras";
        model["class_name"] = "Sequential";
        model["registered_name"] = null;
        config.Remove("input_layers");
        config.Remove("output_layers");
    }

    // At the ends of a model, and only there, Keras counts the calls of a nested functional model from 1.
    private static void CountFromZero(JsonObject config, string layer)
    {
        foreach (var key in new[] { "input_layers", "output_layers" })
            if (config[key] is JsonArray ends)
                foreach (var end in ends is [JsonValue, ..] ? [ends] : ends.OfType<JsonArray>())
                    if (end.Count > 1 && end[0]?.ToString() == layer)
                        end[1] = (int)end[1]! - 1;
    }
}
