using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A <see cref="Sequential"/> as Keras's JSON object, both ways.</summary>
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
            ["layers"] = new JsonArray([LayerJson.Write(input), .. model.Layers.Select(LayerJson.Write)]),
            ["build_input_shape"] = KerasShapes.Write(input.Shape),
        };
        var result = KerasObjects.Write("keras", "Sequential", config);
        result["build_config"] = LayerJson.BuildConfig(input.Shape);
        if (model.Objective is { } objective) result["compile_config"] = CompileJson.Write(objective);
        return result;
    }

    public static Sequential Read(JsonObject node)
    {
        var config = KerasObjects.Config(node);
        var name = config["name"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        if (config["layers"] is not JsonArray layers) throw Throw.MissingSetting($"{name ?? "?"} (Sequential)", "layers");
        var model = new Sequential(name: name);
        foreach (var layer in layers) model.Add(LayerJson.Read(layer));
        // Without an input among its layers, the model may still say what it was built for.
        var shape = config["build_input_shape"] ?? node["build_config"]?["input_shape"];
        if (model.Input is null && shape is JsonArray) model.Declare(KerasShapes.Read(shape, model.ToString(), "build_input_shape").With(0, KerasShapes.Batch), DType.Float32);
        if (config["trainable"] is JsonValue flag && flag.TryGetValue(out bool trainable)) model.RestoreTrainable(trainable);
        return model;
    }
}
