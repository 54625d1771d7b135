using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>What the entry <c>metadata.json</c> says. Keras never reads it, so whatever is wrong with it is no reason to refuse a
/// file.</summary>
internal static class ArchiveMetadata
{
    private const string Version = "keras_version";

    /// <summary>The release of Keras that wrote an archive; null where it does not say.</summary>
    public static string? KerasVersion(ModelEntries entries)
    {
        try
        {
            return entries.Optional(Archive.Metadata) is { } bytes && KerasJson.Parse(bytes) is JsonObject json ? JsonWords.Text(json[Version]) : null;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return null;
        }
    }
}
