using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Keras's serialized object: module, class name, settings.</summary>
internal static class KerasObjects
{
    public static JsonObject Write(string module, string className, JsonObject config, string? registeredName = null) => new()
    {
        ["module"] = module,
        ["class_name"] = className,
        ["config"] = config,
        ["registered_name"] = registeredName,
    };

    public static string? ClassName(JsonNode? node) => JsonWords.Text((node as JsonObject)?["class_name"]);

    public static JsonObject Config(JsonNode node) => (node as JsonObject)?["config"] as JsonObject ?? [];
}
