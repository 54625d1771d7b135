using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entries of layers in a model's JSON.</summary>
internal static class LayerEntries
{
    /// <summary>What marks an entry whose object stands in several places of a file.</summary>
    public const string Mark = "shared_object_id";

    /// <summary>The entries of a model in their order, without those of inputs and operations; none for a layer that is no model.</summary>
    public static IEnumerable<JsonObject> In(JsonNode model) =>
        (KerasObjects.Config(KerasObjects.Config(model)[FeatureSpaceFile.Inner] ?? model)["layers"] as JsonArray ?? []).OfType<JsonObject>().Where(entry => KerasObjects.ClassName(entry) != "InputLayer" && !StockOperationJson.IsOne(entry));

    /// <summary>The layer's name.</summary>
    public static string Name(JsonObject entry) => JsonWords.Text(KerasObjects.Config(entry)["name"]) ?? "";

    /// <summary>The class and all settings, name among them, as a text that is equal for two entries of one layer.</summary>
    public static string Settings(JsonObject entry) => KerasJson.Write(new JsonArray(
        [.. new[] { "module", "class_name", "registered_name", "config" }.Select(key => Plain(entry[key]))]));

    // Marks are left out: an object in the settings has one from its second place on.
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject pairs => new JsonObject(pairs.Where(pair => pair.Key != Mark).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        _ => node?.DeepClone(),
    };
}
