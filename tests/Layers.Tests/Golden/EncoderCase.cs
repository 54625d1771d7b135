using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A case of scikit-learn: the data that an encoder learned from, an input and its output.</summary>
internal sealed record EncoderCase(string Name, string Class, JsonObject Parameters, JsonObject? Fit, JsonObject Learned, JsonObject Input,
    JsonObject? Output, string? Error)
{
    private static readonly Lazy<IReadOnlyDictionary<string, EncoderCase>> s_all = new(() =>
        Golden.Files("encoders", "*.json")
            .SelectMany(file => Golden.Json(file)["cases"]!.AsArray().Select(node => Read(Path.GetFileNameWithoutExtension(file), node!)))
            .ToDictionary(one => one.Name, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, EncoderCase> All => s_all.Value;

    public TensorData FitData => Tensor(Fit!);

    public TensorData InputData => Tensor(Input);

    public TensorData OutputData => Golden.Tensor(Output);

    /// <summary>The labels that the encoder learned from; null for encoders without labels.</summary>
    public TensorData? Labels { get; private init; }

    /// <summary>The encoding of each training row without its own label; null for encoders without labels.</summary>
    public TensorData? FitTransform { get; private init; }

    public int Columns => (int)FitData.Shape[1].Size;

    public bool Flag(string parameter) => (bool)Parameters[parameter]!;

    public int Whole(string parameter) => (int)Parameters[parameter]!;

    public string? Text(string parameter) => (string?)Parameters[parameter];

    // A missing text is an empty text here.
    private static TensorData Tensor(JsonObject node)
    {
        var copy = (JsonObject)JsonNode.Parse(node.ToJsonString().Replace("null", "\"\"", StringComparison.Ordinal))!;
        return Golden.Tensor(copy);
    }

    private static EncoderCase Read(string file, JsonNode node) => new(
        $"{file}.{node["name"]}", (string)node["class"]!, (JsonObject)node["parameters"]!, node["fit"] as JsonObject,
        (JsonObject)node["learned"]!, (JsonObject)node["input"]!, node["output"] as JsonObject,
        (string?)node["error"]?["message"])
    {
        Labels = node["y"] is JsonObject y ? Golden.Tensor(y) : null,
        FitTransform = node["fit_transform"] is JsonObject cross ? Golden.Tensor(cross) : null,
    };
}
