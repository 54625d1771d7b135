using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts a <see cref="Sequential"/> model to Keras's JSON object and back.</summary>
internal static class SequentialJson
{
    public static JsonObject Write(Sequential model)
    {
        var input = model.Input ?? throw Throw.NotBuilt(model);
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["dtype"] = DTypePolicies.Write(model.Policy),
            ["layers"] = new JsonArray([LayerJson.Write(input),
                .. model.Layers.Select((layer, i) => Layer(layer, isLast: i == model.Layers.Count - 1))]),
        };
        // Keras 3.3 builds a model with a TimeDistributed model from its first layer, and fails if it is built a second time.
        if (!model.Layers.Any(layer => layer is TimeDistributed step && StockForms.Of(step.Inner) is Model))
            config["build_input_shape"] = KerasShapes.Write(input.Shape);
        var result = KerasObjects.Write("keras", "Sequential", config);
        result["build_config"] = LayerJson.BuildConfig(input.Shape);
        if (model.Objective is { } objective) result["compile_config"] = CompileJson.Write(objective);
        return result;
    }

    public static Sequential Read(JsonObject node, SharedLayers? shared)
    {
        var config = KerasObjects.Config(node);
        var name = JsonWords.Text(config["name"]);
        if (config["layers"] is not JsonArray layers) throw Throw.MissingSetting($"{name ?? "?"} (Sequential)", "layers");
        StatefulEntries.Mark(config);
        var model = new Sequential(name: name);
        foreach (var layer in layers) model.Add(LayerJson.Read(layer, shared));
        // If there is no input among the layers, the model may still have the shape that it was built for.
        var shape = config["build_input_shape"] ?? BuiltFor(node) ?? (layers.Count > 0 ? BuiltFor(layers[0]) : null);
        if (model.Input is null && shape is JsonArray)
            model.Declare(KerasShapes.Read(shape, model.ToString(), "build_input_shape").With(0, KerasShapes.Batch), DType.Float32);
        if (config["trainable"] is JsonValue flag && flag.TryGetValue(out bool trainable)) model.RestoreTrainable(trainable);
        return model;
    }

    private static JsonNode? BuiltFor(JsonNode? layer) => ((layer as JsonObject)?["build_config"] as JsonObject)?["input_shape"];

    // Every release reads a list of one output. In later releases, the next layer would then receive a list as well.
    private static JsonNode Layer(Layer layer, bool isLast)
    {
        var json = LayerJson.Write(layer);
        if (layer is Functional && !isLast) FunctionalJson.UnwrapSingleEnds(json);
        return json;
    }
}
