using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>Writes results as JSON on one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToolError))]
[JsonSerializable(typeof(ServeResult))]
internal sealed partial class LineJson : JsonSerializerContext
{
    /// <summary>The context with options that do not escape letters outside ASCII.</summary>
    public static LineJson Written =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
