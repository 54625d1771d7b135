using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>Results as JSON: names with underscores, numbers that JSON does not have as the texts <c>"NaN"</c>, <c>"Infinity"</c> and
/// <c>"-Infinity"</c>, and nothing where nothing is known.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(InspectResult))]
[JsonSerializable(typeof(PredictResult))]
[JsonSerializable(typeof(AdaptResult))]
[JsonSerializable(typeof(MergeResult))]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(ReportResult))]
[JsonSerializable(typeof(DiffResult))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(ConvertResult))]
[JsonSerializable(typeof(AdoptResult))]
[JsonSerializable(typeof(CompletionResult))]
[JsonSerializable(typeof(ServeResult))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    /// <summary>With the letters of every language as they are.</summary>
    public static ToolJson Written =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
