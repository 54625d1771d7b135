using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The bare words NaN, Infinity and -Infinity, which Python writes into JSON: a parser gets them as texts with a mark in
/// front.</summary>
internal static class JsonWords
{
    /// <summary>No program writes a text with this character in front, so that a text <c>NaN</c> stays a text.</summary>
    public const string Mark = "\u0001";

    /// <summary>The number that a marked word stands for; null for every other text.</summary>
    public static double? Number(string text) =>
        text.StartsWith(Mark, StringComparison.Ordinal) ? JsonNumbers.OfWord(text.AsSpan(Mark.Length)) : null;

    /// <summary>A text; null for everything else, marked words among it.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && Number(text) is null ? text : null;
}
