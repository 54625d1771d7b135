using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The recorded results of real Keras in the files of <c>Fixtures/golden</c>.</summary>
internal static class Golden
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "golden");

    public static string At(string relative) => Path.Combine(Folder, relative);

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(At(folder), pattern).Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal);

    public static JsonObject Json(string relative) => (JsonObject)JsonNode.Parse(File.ReadAllText(At(relative)))!;

    public static bool IsTensor(JsonNode? node) => node is JsonObject tensor && tensor.ContainsKey("shape") && tensor.ContainsKey("data");

    /// <summary>Reads a TENSOR. Each number is parsed as its own type: float32 1000000060.0 is 1000000064.</summary>
    public static TensorData Tensor(JsonNode? node)
    {
        var shape = Shape.Of([.. node!["shape"]!.AsArray().Select(size => (long)size!)]);
        var data = node["data"]!.AsArray();
        return (string)node["dtype"]! switch
        {
            "float32" => TensorData.Of(All(data, text => float.Parse(text, CultureInfo.InvariantCulture)), shape),
            "float64" => TensorData.Of(All(data, text => double.Parse(text, CultureInfo.InvariantCulture)), shape),
            "float16" => TensorData.Of(All(data, text => Half.Parse(text, CultureInfo.InvariantCulture)), shape),
            "bfloat16" =>
            TensorData.OfBFloat16(All(data,
            text => (ushort)(BitConverter.SingleToUInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)) >> 16)), shape),
            // Some backends write counts as 4.0.
            "int32" =>
            TensorData.Of(All(data, text => int.Parse(text, NumberStyles.Integer | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture)), shape),
            "int64" => TensorData.Of(All(data, text => long.Parse(text, CultureInfo.InvariantCulture)), shape),
            "uint8" => TensorData.Of(All(data, text => byte.Parse(text, CultureInfo.InvariantCulture)), shape),
            "bool" => TensorData.Of(All(data, bool.Parse), shape),
            "string" => TensorData.Of(All(data, text => text), shape),
            var other => throw new NotSupportedException($"The fixtures hold a tensor of {other}, which the helper does not read."),
        };
    }

    /// <summary>Reads a matrix of nested lists of numbers, as in <c>expected.json</c> of the NumPy models.</summary>
    public static TensorData Nested(JsonNode? node) => Casting.Cast(JsonTensors.Read(node!)!, DType.Float32);

    private static T[] All<T>(JsonArray data, Func<string, T> parse) => [.. data.Select(item => parse(Text(item!)))];

    // Returns the number's text in the file, because a conversion to double first could round twice.
    private static string Text(JsonNode item)
    {
        var element = item.GetValue<JsonElement>();
        return element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
    }
}
