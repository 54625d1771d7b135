using System.Text.Json.Nodes;

namespace Layers.TensorFlow.Tests;

/// <summary>A case of <c>golden/savedmodels</c>: a SavedModel of TensorFlow, and its results.</summary>
internal sealed class SavedModelCase(string name)
{
    private readonly JsonObject _json = Golden.Json($"savedmodels/{name}.json");

    public static IEnumerable<SavedModelCase> All => Golden.Files("savedmodels", "*.json").Select(path =>
        new SavedModelCase(Path.GetFileNameWithoutExtension(path)));

    public string Name => name;

    public string Folder => Golden.At($"savedmodels/{name}");

    public string[] Tags => [.. _json["tags"]!.AsArray().Select(tag => (string)tag!)];

    public IEnumerable<(string Name, JsonObject Facts)> Signatures => ((JsonObject)_json["signatures"]!).Select(pair =>
        (pair.Key, (JsonObject)pair.Value!));

    public override string ToString() => name;

    /// <summary>A TENSOR of the golden files.</summary>
    public static JsonObject Write(TensorData data) => new()
    {
        ["shape"] = new JsonArray([.. data.Shape.ToArray().Select(size => JsonValue.Create(size))]),
        ["dtype"] = data.Type.Name(),
        ["data"] = new JsonArray([.. Elements(data)]),
    };

    private static IEnumerable<JsonNode?> Elements(TensorData data) => data.Type switch
    {
        DType.String => data.ToArray<string>().Select(text => (JsonNode?)JsonValue.Create(AnyTexts.Formed(text))),
        DType.Bool => data.ToArray<bool>().Select(truth => (JsonNode?)JsonValue.Create(truth)),
        DType.Int64 => data.ToArray<long>().Select(number => (JsonNode?)JsonValue.Create(number)),
        DType.Float32 => data.ToArray<float>().Select(number => float.IsFinite(number) ? JsonValue.Create(number)
            : JsonValue.Create(Word(number))),
        _ => Casting.Cast(data, DType.Float64).ToArray<double>().Select(number => double.IsFinite(number) ? JsonValue.Create(number)
            : JsonValue.Create(Word(number))),
    };

    private static string Word(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
}
