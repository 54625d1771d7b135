using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entries of layers in a model's JSON.</summary>
internal static class LayerEntries
{
    /// <summary>What marks an entry whose object stands in several places of a file.</summary>
    public const string Mark = "shared_object_id";

    /// <summary>The settings that are layers or lists of layers, but for those of a model.</summary>
    public static readonly IReadOnlyList<string> Inner = ["layer", "backward_layer", "cell", "cells"];

    private static readonly string[] s_all = ["layers", .. Inner];

    /// <summary>The entries right below a layer or model, in the order in which its layers know each other: the one walk for all who look
    /// for layers in a file.</summary>
    public static IEnumerable<LayerEntry> Below(JsonNode? layer) =>
        layer is null ? [] : s_all.SelectMany(setting => Listed(Around(layer)[setting]).OfType<JsonObject>().Select(entry => new LayerEntry(setting, entry)));

    /// <summary>The layer's name.</summary>
    public static string Name(JsonObject entry) => JsonWords.Text(KerasObjects.Config(entry)["name"]) ?? "";

    /// <summary>The class and all settings, name among them, as a text that is equal for two entries of one layer.</summary>
    public static string Settings(JsonObject entry) => KerasJson.Write(new JsonArray(
        [.. new[] { "module", "class_name", "registered_name", "config" }.Select(key => Plain(entry[key]))]));

    // A space that was put back has the layers of the functional model that it is in the file.
    private static JsonObject Around(JsonNode layer) => KerasObjects.Config(KerasObjects.Config(layer)[FeatureSpaceFile.Inner] ?? layer);

    private static IEnumerable<JsonNode?> Listed(JsonNode? setting) => setting as JsonArray ?? Enumerable.Repeat(setting, 1);

    // Marks are left out: an object in the settings has one from its second place on.
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Where(pair => pair.Key != Mark).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        _ => node?.DeepClone(),
    };
}
