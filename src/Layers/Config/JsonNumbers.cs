using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Numbers in JSON in a form that every parser reads. Numbers that JSON cannot write are the texts <c>NaN</c>, <c>Infinity</c> and
/// <c>-Infinity</c>.</summary>
internal static class JsonNumbers
{
    private const string NotANumber = "NaN", Infinity = "Infinity", MinusInfinity = "-Infinity";

    /// <summary>Returns the word for a number that JSON cannot write.</summary>
    /// <param name="number">The number, NaN or infinite.</param>
    public static string WordOf(double number) => double.IsNaN(number) ? NotANumber : number > 0 ? Infinity : MinusInfinity;

    /// <summary>Returns the number of a word; null for every other text.</summary>
    public static double? OfWord(ReadOnlySpan<char> word) => word switch
    {
        NotANumber => double.NaN,
        Infinity => double.PositiveInfinity,
        MinusInfinity => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>Writes a number, or its word as a text.</summary>
    public static JsonNode Write(double number) => double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(WordOf(number));

    /// <summary>Reads a number or its word; null for everything else, and for numbers out of the range of a double.</summary>
    public static double? Find(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double number) ? double.IsFinite(number) ? number : null
        : JsonWords.Text(node) is { } word ? OfWord(word) : null;

    /// <summary>Reads a number or its word.</summary>
    /// <exception cref="FormatException">The node is neither a number nor a word.</exception>
    public static double Read(JsonNode? node) => Find(node) ?? throw Throw.NotSaid("a number");
}
