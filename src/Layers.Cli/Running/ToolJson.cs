using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Layers.Cli;

/// <summary>Writes results as JSON: names with underscores, a number that is not known (NaN) as null, the infinities as the texts
/// <c>"Infinity"</c> and <c>"-Infinity"</c>. A property without a value is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(NumberConverter)],
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
    /// <summary>The context with options that do not escape letters outside ASCII.</summary>
    public static ToolJson Written =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
