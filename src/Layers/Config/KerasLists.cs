using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Lists in settings: plain lists, and the forms in which Keras writes arrays of NumPy and its own tensors.</summary>
internal static class KerasLists
{
    public static IReadOnlyList<string>? Texts(ConfigReader config, string key) => List(config, key) is { } list
        ? [.. list.Select(item => JsonWords.Text(item) ?? throw Throw.WrongSetting(config.Owner, key, "a list of texts", list))]
        : null;

    public static IReadOnlyList<long>? Integers(ConfigReader config, string key) => List(config, key) is { } list
        ? [.. list.Select(item => item is JsonValue value && value.TryGetValue(out long number)
            ? number : throw Throw.WrongSetting(config.Owner, key, "a list of whole numbers", list))]
        : null;

    public static TensorData? Plain(ConfigReader config, string key) =>
        List(config, key) is { } list
            ? JsonTensors.Read(list) ?? throw Throw.WrongSetting(config.Owner, key, "a list of numbers", list) : null;

    private static JsonArray? List(ConfigReader config, string key)
    {
        var node = config.Take(key);
        if (node is JsonObject wrapped && JsonWords.Text(wrapped["class_name"]) is "__numpy__" or "__tensor__")
            node = wrapped["config"]?["value"];
        return node switch
        {
            null => null,
            JsonArray list => list,
            _ => throw Throw.WrongSetting(config.Owner, key, "a list; a path to a file outside the archive is not read", node),
        };
    }
}
