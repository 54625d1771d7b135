using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the list of files that a model was assembled from to JSON and back.</summary>
internal static class SourceFilesJson
{
    private const string Name = "name", Content = "content", Sha256 = "sha256";

    public static JsonArray Write(IReadOnlyList<SourceFile> files) =>
        new([.. files.Select(file => (JsonNode?)new JsonObject { [Name] = file.Name, [Content] = file.Content, [Sha256] = file.Sha256 })]);

    /// <exception cref="FormatException">The JSON is not such a list.</exception>
    public static SourceFile[] Read(JsonNode json) => json is JsonArray list
        ? [.. list.Select(item => new SourceFile(Text(item, Name), Text(item, Content), Text(item, Sha256)))]
        : throw Throw.NotSaid("a list of files");

    private static string Text(JsonNode? item, string key) =>
        JsonWords.Text((item as JsonObject)?[key]) ?? throw Throw.NotSaid($"the {key} of a file");
}
