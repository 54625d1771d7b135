using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Numbers in JSON that every parser reads: those that JSON has no digits for are the texts <c>NaN</c>, <c>Infinity</c> and
/// <c>-Infinity</c>.</summary>
internal static class JsonNumbers
{
    private const string NotANumber = "NaN", Infinity = "Infinity", MinusInfinity = "-Infinity";

    /// <summary>The word for a number that JSON has no digits for.</summary>
    /// <param name="number">NaN or infinite.</param>
    public static string WordOf(double number) => double.IsNaN(number) ? NotANumber : number > 0 ? Infinity : MinusInfinity;

    /// <summary>The number that a word stands for; null for every other text.</summary>
    public static double? OfWord(ReadOnlySpan<char> word) => word switch
    {
        NotANumber => double.NaN,
        Infinity => double.PositiveInfinity,
        MinusInfinity => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>A number, or its word as a text.</summary>
    public static JsonNode Write(double number) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(WordOf(number));

    /// <summary>A number or its word; null for everything else, and for digits that are beyond a double.</summary>
    public static double? Find(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) ? double.IsFinite(number) ? number : null
        : JsonWords.Text(node) is { } word ? OfWord(word) : null;

    /// <summary>A number or its word.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static double Read(JsonNode? node) => Find(node) ?? throw Throw.NotSaid("a number");
}
