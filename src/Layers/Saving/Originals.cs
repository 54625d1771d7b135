using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Restores layers that a file holds as stock layers, with their own classes, and sequential models that it holds as functional
/// models.</summary>
internal sealed class Originals
{
    private readonly Dictionary<string, JsonNode> _own = [];
    private readonly HashSet<string> _sequential;
    private readonly Dictionary<string, JsonObject> _spaces = [];

    /// <param name="layers">The entries of <c>layers.json</c> by path; those with a config belong to such layers.</param>
    /// <param name="lines">The paths of sequential models; the path of the model itself is empty.</param>
    /// <param name="spaces">The entries of feature spaces by path; null for none.</param>
    public Originals(JsonObject layers, JsonArray? lines, JsonObject? spaces)
    {
        foreach (var (path, space) in spaces ?? []) _spaces.Add(path, space as JsonObject ?? throw Throw.NotASpace(path));
        foreach (var (path, entry) in layers)
            if (entry?["config"] is JsonObject) _own.Add(path, entry);
        _sequential = [.. (lines ?? []).Select(line => (string?)line ?? throw Throw.NullSequentialPath())];
    }

    /// <summary>Returns a copy of a model's JSON in which the entries of such layers are replaced.</summary>
    /// <param name="model">The model's JSON in the file.</param>
    /// <returns>The copy; null if there is nothing to replace.</returns>
    public JsonNode? Restore(JsonNode model)
    {
        if (_own.Count == 0 && _sequential.Count == 0 && _spaces.Count == 0) return null;
        var copy = model.DeepClone();
        Replace((JsonObject)copy, "");
        if (_spaces.TryGetValue("", out var space)) FeatureSpaceFile.Restore((JsonObject)copy, space);
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
            if (_spaces.TryGetValue(inside, out var space)) FeatureSpaceFile.Restore(entry.Json, space);
            if (wasFunctional && entry.ClassName != "Functional") CountFromZero(config, entry.Name);
        }
        if (_sequential.Contains(path)) MakeSequential(model, config, path);
    }

    // A functional model's entry keeps its name and calls.
    private static void Replace(JsonObject entry, JsonNode original, string path)
    {
        var key = original["class"]?.ToString() ?? "?";
        if (LayerRegistry.Find(key) is not { IsWrittenAsStock: true } known) throw Throw.NotWrittenAsStock(path, key);
        entry["module"] = known.Module;
        entry["class_name"] = known.ClassName;
        entry["registered_name"] = known.RegisteredName;
        entry["config"] = original["config"]!.DeepClone();
    }

    private static void MakeSequential(JsonObject model, JsonObject config, string path)
    {
        if (KerasObjects.ClassName(model) != "Functional" || config["layers"] is not JsonArray entries) throw Throw.NotALine(path);
        // Inputs are removed if the first layer has several inputs, because that layer defines them itself.
        bool IsInput(JsonNode? entry) => KerasObjects.ClassName(entry) == "InputLayer";
        if (entries.Count(IsInput) > 1
            || KerasObjects.ClassName(entries.FirstOrDefault(entry =>
            !IsInput(entry))) == FeatureSpaceJson.ClassName) entries.RemoveAll(IsInput);
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

    // Keras counts the calls of a nested functional model from 1 in input_layers and output_layers, and from 0 elsewhere.
    private static void CountFromZero(JsonObject config, string layer)
    {
        foreach (var key in new[] { "input_layers", "output_layers" })
            if (config[key] is JsonArray ends)
                foreach (var end in ends is [JsonValue, ..] ? [ends] : ends.OfType<JsonArray>())
                    if (end.Count > 1 && end[0]?.ToString() == layer)
                        end[1] = (int)end[1]! - 1;
    }
}
