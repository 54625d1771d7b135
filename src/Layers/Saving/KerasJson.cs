using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>JSON as Python writes and reads it: floats keep their decimal point, which Keras's type checks ask for, and NaN and infinity
/// are bare words.</summary>
internal static class KerasJson
{
    // Deeper than any model nests, and shallow enough that reading cannot exhaust the stack.
    private const int MaxDepth = 256;

    public static string Write(JsonNode node)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, SkipValidation = true, MaxDepth = MaxDepth })) Write(writer, node);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The JSON of a file.</summary>
    /// <exception cref="JsonException">It is not JSON, even as Python understands it.</exception>
    public static JsonNode? Parse(string text) =>
        JsonNode.Parse(QuoteWords(text), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject properties:
                writer.WriteStartObject();
                foreach (var (name, value) in properties)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }
                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            // What was parsed is written as it stood.
            case JsonValue value when value.TryGetValue(out JsonElement element):
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            case JsonValue value when value.TryGetValue(out double number):
                writer.WriteRawValue(Number(number), skipInputValidation: true);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    private static string Number(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        // .NET 10's shortest text of a few powers of two, 2⁻²⁵ among them, is that of their neighbour.
        if (double.Parse(text, CultureInfo.InvariantCulture) != number) text = number.ToString("G17", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    /// <summary>Puts the bare words NaN, Infinity and -Infinity in quotes, where they are not within a text.</summary>
    private static string QuoteWords(string text)
    {
        if (!text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length + 64);
        var isText = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isText = !isText;
            if (isText && text[i] == '\\' && i + 1 < text.Length)
            {
                result.Append(text, i++, 2);
                continue;
            }
            var word = isText ? null : Array.Find(["NaN", "Infinity", "-Infinity"], w => text.AsSpan(i).StartsWith(w, StringComparison.Ordinal));
            if (word is null)
            {
                result.Append(text[i]);
                continue;
            }
            result.Append('"').Append(word).Append('"');
            i += word.Length - 1;
        }
        return result.ToString();
    }
}
