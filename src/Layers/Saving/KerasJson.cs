using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Layers;

/// <summary>Reads and writes JSON as Python does: floats keep their decimal point, which Keras's type checks require, and NaN and infinity
/// are bare words.</summary>
internal static class KerasJson
{
    // This depth is enough for any model, and bounds the stack that reading uses.
    private const int MaxDepth = 256;

    // A merging layer lists the shapes of all its inputs.
    private const int MostSizes = 1 << 16;

    public static string Write(JsonNode node)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, SkipValidation = true, MaxDepth = MaxDepth })) Write(writer, node);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Parses the JSON of a file.</summary>
    /// <exception cref="JsonException">The text is not JSON, not even in Python's dialect; an object has a name twice; or a shape has more
    /// axes than any tensor.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text)) throw Throw.NotUtf8();
        text = QuoteWords(text);
        Check(text);
        return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static JsonNode? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Throws, before the JSON is parsed, if a text is invalid or a shape would fill the memory.</summary>
    private static void Check(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        var sizes = -1;
        var shapeDepth = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(reader))
                throw Throw.LoneSurrogate(reader.TokenStartIndex);
            if (sizes >= 0)
            {
                if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == shapeDepth) sizes = -1;
                else if (++sizes > MostSizes) throw Throw.TooManySizes(reader.TokenStartIndex, MostSizes);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.EndsWith("shape"u8) && reader.Read()
                && reader.TokenType == JsonTokenType.StartArray)
                (sizes, shapeDepth) = (0, reader.CurrentDepth);
        }
    }

    private static bool IsText(Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

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
            case JsonValue value when value.TryGetValue(out string? text) && JsonWords.Number(text) is { } word:
                writer.WriteRawValue(Number(word), skipInputValidation: true);
                break;
            // A parsed number is written with its original digits.
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
        if (!double.IsFinite(number)) return JsonNumbers.WordOf(number);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        // In .NET 10, the shortest text of a few powers of two, for example 2⁻²⁵, is the text of an adjacent number.
        if (double.Parse(text, CultureInfo.InvariantCulture) != number) text = number.ToString("G17", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    /// <summary>Puts the bare words NaN, Infinity and -Infinity in quotes, with the mark of <see cref="JsonWords"/>, except within
    /// texts.</summary>
    private static ReadOnlySpan<byte> QuoteWords(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("NaN"u8) < 0 && text.IndexOf("Infinity"u8) < 0) return text;
        var result = new ArrayBufferWriter<byte>(text.Length + 64);
        var isText = false;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isText = !isText;
            else if (isText && text[i] == '\\') i++;
            else if (!isText && Word(text[i..]) is var length and > 0)
            {
                result.Write(text[copied..i]);
                result.Write("\"\\u0001"u8);
                result.Write(text.Slice(i, length));
                result.Write("\""u8);
                copied = i + length;
                i = copied - 1;
            }
        }
        result.Write(text[copied..]);
        return result.WrittenSpan;
    }

    private static int Word(ReadOnlySpan<byte> text) =>
        text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : text.StartsWith("-Infinity"u8) ? 9 : 0;
}
