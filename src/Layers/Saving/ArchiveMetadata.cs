using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The entry <c>metadata.json</c>. Keras never reads it, so a fault in it is no reason to refuse a file.</summary>
internal static class ArchiveMetadata
{
    private const string Version = "keras_version";

    /// <summary>Returns the release of Keras that wrote an archive, or null if the entry does not name it.</summary>
    public static string? KerasVersion(ModelEntries entries)
    {
        try
        {
            return entries.Optional(Archive.Metadata) is { } bytes && KerasJson.Parse(bytes) is JsonObject json
                ? JsonWords.Text(json[Version]) : null;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return null;
        }
    }
}
