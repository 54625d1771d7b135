using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>Writes the numbers that JSON does not have: NaN, an unknown number here, as null, and the infinities as texts.</summary>
internal sealed class NumberConverter : JsonConverter<double>
{
    private const string Infinite = "Infinity", NegativeInfinite = "-Infinity";

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => double.NaN,
        JsonTokenType.String => reader.ValueTextEquals(Infinite) ? double.PositiveInfinity
            : reader.ValueTextEquals(NegativeInfinite) ? double.NegativeInfinity
                : throw new JsonException("A number is a number, null or an infinity."),
        _ => reader.GetDouble(),
    };

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsNaN(value)) writer.WriteNullValue();
        else if (double.IsInfinity(value)) writer.WriteStringValue(value > 0 ? Infinite : NegativeInfinite);
        else writer.WriteNumberValue(value);
    }
}
