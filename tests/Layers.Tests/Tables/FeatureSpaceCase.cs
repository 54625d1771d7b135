using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>A case of <c>golden/featurespace</c>: the learned values and the outputs of Keras's FeatureSpace.</summary>
internal sealed class FeatureSpaceCase(string name)
{
    private readonly JsonObject _json = Golden.Json($"featurespace/{name}.json");

    /// <summary>Every case, by name.</summary>
    public static IEnumerable<FeatureSpaceCase> All =>
        Golden.Files("featurespace", "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "errors")
            .Select(name => new FeatureSpaceCase(name));

    public string Name => name;

    public string File => Golden.At($"featurespace/{name}.keras");

    public JsonObject Config => (JsonObject)_json["config"]!;

    /// <summary>The columns given to <c>adapt</c>; null if there was nothing to learn.</summary>
    public IReadOnlyDictionary<string, TensorData>? Adapt => _json["adapt"] is JsonObject { Count: > 0 } columns ? Tensors(columns) : null;

    public IEnumerable<(IReadOnlyDictionary<string, TensorData> Input, JsonNode Output)> Calls =>
        _json["calls"]!.AsArray().Select(call => (Tensors((JsonObject)call!["input"]!), call["output"]!));

    public IReadOnlyList<string> Order => [.. _json["order"]!.AsArray().Select(item => (string)item!)];

    public IReadOnlyDictionary<string, int> Widths =>
        ((JsonObject)_json["one_hot_width"]!).ToDictionary(pair => pair.Key, pair => (int)pair.Value!);

    public JsonObject Preprocessors => (JsonObject)_json["preprocessors"]!;

    public JsonObject? Model => _json["model"] as JsonObject;

    public override string ToString() => name;

    public static IReadOnlyDictionary<string, TensorData> Tensors(JsonObject columns) =>
        columns.ToDictionary(pair => pair.Key, pair => Golden.Tensor(pair.Value));
}
