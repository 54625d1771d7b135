using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The step in which a layer refuses.</summary>
internal enum Moment
{
    Never,
    Ctor,
    Build,
    Adapt,
    Call,
}

/// <summary>A case of <c>golden/layers</c>: the use of a layer of Keras, and its results.</summary>
internal sealed class LayerCase(string layer, JsonObject json)
{
    public string Layer { get; } = layer;

    public string Name { get; } = $"{layer}.{(string)json["name"]!}";

    public Moment Refused { get; } = json["error"] is JsonObject error
        ? Enum.Parse<Moment>((string)error["when"]!, ignoreCase: true) : Moment.Never;

    /// <summary>The settings to create the layer from; the constructor's arguments if Keras's constructor failed.</summary>
    public JsonObject Config { get; } = WithWords((JsonObject)(json["config"] ?? json["ctor"])!.DeepClone());

    public Shape? BuildShape { get; } = json["build_shape"] is { } shape ? KerasShapes.Read(shape, layer, "build_shape") : null;

    public IReadOnlyList<TensorData>? AdaptBefore { get; } = Batches(json["adapt_before"]);

    public IReadOnlyList<TensorData>? Adapt { get; } = Batches(json["adapt"]);

    public TensorData? Input { get; } = Golden.IsTensor(json["input"]) ? Golden.Tensor(json["input"]) : null;

    // A ragged output has no shape.
    public TensorData? Output { get; } = Golden.IsTensor(json["output"]) && json["output"]!["row_splits"] is null
        ? Golden.Tensor(json["output"]) : null;

    public bool IsTraining { get; } = json["call"]?["training"]?.GetValue<bool>() ?? false;

    /// <summary>The mask that the call was given; null for none.</summary>
    public TensorData? Mask { get; } = Golden.IsTensor(json["call"]?["mask"]) ? Golden.Tensor(json["call"]!["mask"]) : null;

    /// <summary>The tensors that the call was given by name, without its mask.</summary>
    public IReadOnlyDictionary<string, TensorData> Arguments { get; } =
        (json["call"] as JsonObject)?.Where(pair => pair.Key != "mask" && Golden.IsTensor(pair.Value))
        .ToDictionary(pair => pair.Key, pair => Golden.Tensor(pair.Value)) ?? [];

    /// <summary>The mask of the output; null if the case has none.</summary>
    public TensorData? OutputMask { get; } = Golden.IsTensor(json["output_mask"]) ? Golden.Tensor(json["output_mask"]) : null;

    /// <summary>The weights by name, in Keras's order.</summary>
    public IReadOnlyList<(string Name, TensorData Value)> Weights { get; } = json["weights"] switch
    {
        JsonArray list => [.. list.Select((weight, i) => ((string)json["weight_names"]![i]!, Golden.Tensor(weight)))],
        JsonObject named => [.. named.Select(weight => (weight.Key, Golden.Tensor(weight.Value)))],
        _ => [],
    };

    /// <summary>The weights after a call in training, in Keras's order; null if they do not change.</summary>
    public IReadOnlyList<TensorData>? WeightsAfter { get; } = json["weights_after"] is JsonArray after
        ? [.. after.Select(Golden.Tensor)] : null;

    public JsonObject Json { get; } = json;

    /// <summary>Every case of the layers that exist here.</summary>
    public static IEnumerable<LayerCase> All { get; } =
    [
        .. from file in Golden.Files("layers", "*.json")
           let json = Golden.Json(file)
           from one in json["cases"]!.AsArray()
           select new LayerCase((string)json["layer"]!, (JsonObject)one!),
    ];

    public override string ToString() => Name;

    // In lists of numbers, the words for NaN and infinity are numbers, as Python's bare words are in a file.
    private static JsonObject WithWords(JsonObject config)
    {
        foreach (var list in config.Select(pair => pair.Value).OfType<JsonArray>()
            .Where(list => list.Any(item => item is JsonValue value && value.TryGetValue(out double _))))
            for (var i = 0; i < list.Count; i++)
                if (list[i] is JsonValue word && word.TryGetValue(out string? text)) list[i] = JsonWords.Mark + text;
        return config;
    }

    private static IReadOnlyList<TensorData>? Batches(JsonNode? node) => node is JsonArray list
        ? [.. list.Select(batch => Golden.IsTensor(batch)
            ? Golden.Tensor(batch) : batch is JsonArray pair && Golden.IsTensor(pair[0]) ? Golden.Tensor(pair[0]) : Golden.Nested(batch))]
        : null;
}
