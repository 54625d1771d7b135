using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Finds the entries of layers in a model's JSON.</summary>
internal static class LayerEntries
{
    /// <summary>The key that marks an entry whose object occurs in several places of a file.</summary>
    public const string Mark = "shared_object_id";

    /// <summary>The settings that hold a layer or a list of layers, except the setting of a model.</summary>
    public static readonly IReadOnlyList<string> Inner = ["layer", "backward_layer", "cell", "cells"];

    private static readonly string[] s_all = ["layers", .. Inner];

    /// <summary>Returns the entries directly below a layer or model, in the order of its layers. All code that looks for layers in a file
    /// uses this method.</summary>
    public static IEnumerable<LayerEntry> Below(JsonNode? layer) =>
        layer is null ? [] : s_all.SelectMany(setting => Listed(Around(layer)[setting]).OfType<JsonObject>()
            .Select(entry => new LayerEntry(setting, entry)));

    /// <summary>Returns the layer's name.</summary>
    public static string Name(JsonObject entry) => JsonWords.Text(KerasObjects.Config(entry)["name"]) ?? "";

    /// <summary>Returns the class and all settings, including the name, as a text that is equal for two entries of one layer.</summary>
    public static string Settings(JsonObject entry) => KerasJson.Write(new JsonArray(
        [.. new[] { "module", "class_name", "registered_name", "config" }.Select(key => Plain(entry[key]))]));

    // The JSON of a restored FeatureSpace holds its layers in the functional model.
    private static JsonObject Around(JsonNode layer) => KerasObjects.Config(KerasObjects.Config(layer)[FeatureSpaceFile.Inner] ?? layer);

    private static IEnumerable<JsonNode?> Listed(JsonNode? setting) => setting as JsonArray ?? Enumerable.Repeat(setting, 1);

    // Marks are left out, because an object within the settings has a mark from its second place on.
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject pairs =>
            new JsonObject(pairs.Where(pair => pair.Key != Mark).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        _ => node?.DeepClone(),
    };
}
