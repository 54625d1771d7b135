using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The unquoted words NaN, Infinity and -Infinity, which Python writes into JSON. Before parsing they are replaced by texts that
/// start with a mark.</summary>
internal static class JsonWords
{
    /// <summary>The mark, a character that no program writes at the start of a text. So the text <c>NaN</c> stays a text.</summary>
    public const string Mark = "\u0001";

    /// <summary>Returns the number of a marked word; null for every other text.</summary>
    public static double? Number(string text) =>
        text.StartsWith(Mark, StringComparison.Ordinal) ? JsonNumbers.OfWord(text.AsSpan(Mark.Length)) : null;

    /// <summary>Returns a text; null for everything else, including marked words.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && Number(text) is null ? text : null;
}
