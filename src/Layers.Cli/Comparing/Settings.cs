using System.Text.Json.Nodes;

namespace Layers.Cli;

/// <summary>Compares the settings of layers.</summary>
internal static class Settings
{
    public static IEnumerable<SettingDifference> Of(IEnumerable<LayerPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair.First is null || pair.Second is null || pair.First.GetType() != pair.Second.GetType())
            {
                yield return new(pair.Name, "layer", Class(pair.First), Class(pair.Second));
                continue;
            }
            JsonObject first = Write(pair.First), second = Write(pair.Second);
            foreach (var name in first.Select(each => each.Key).Union(second.Select(each => each.Key)))
                if (!JsonNode.DeepEquals(first[name], second[name]))
                    yield return new(pair.Name, name, Text(first, name), Text(second, name));
        }
    }

    private static string? Text(JsonObject settings, string name) =>
        !settings.ContainsKey(name) ? null : settings[name] is { } value ? KerasJson.Write(value) : "null";

    // The layers inside a model are compared separately, and a name does not change what a layer computes.
    private static JsonObject Write(Layer layer)
    {
        if (layer is Model) return [];
        var json = layer is StockOperation operation ? StockOperationJson.Write(operation) : LayerJson.WriteOwn(layer);
        if (json["config"] is not JsonObject config) return [];
        config = (JsonObject)config.DeepClone();
        config.Remove("name");
        return config;
    }

    private static string? Class(Layer? layer) => layer?.GetType().Name;
}
