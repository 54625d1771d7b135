using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A <see cref="Functional"/> model as Keras's JSON object, both ways.</summary>
internal static class FunctionalJson
{
    public static JsonObject Write(Functional model)
    {
        var layers = new JsonArray();
        foreach (var layer in model.Graph.Layers)
        {
            var json = LayerJson.Write(layer);
            json["name"] = layer.Name;
            json["inbound_nodes"] = layer is Input ? [] : new JsonArray([.. model.Graph.Calls.Where(call => call.Layer == layer).OrderBy(model.Graph.NumberOf).Select(call => Node(model, call))]);
            layers.Add((JsonNode)json);
        }
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["layers"] = layers,
            ["input_layers"] = new JsonArray([.. model.Inputs.Select(input => End(model, input.Tensor))]),
            ["output_layers"] = new JsonArray([.. model.Outputs.Select(output => End(model, output))]),
        };
        var result = KerasObjects.Write("keras.src.models.functional", "Functional", config, "Functional");
        result["build_config"] = new JsonObject { ["input_shape"] = null };
        if (model.Objective is { } objective) result["compile_config"] = CompileJson.Write(objective);
        return result;
    }

    private static JsonObject Node(Functional model, LayerCall call)
    {
        JsonNode[] tensors = [.. call.Inputs.Select(tensor => Tensor(model, tensor))];
        var args = call.Layer is MergeLayer || tensors.Length > 1 ? new JsonArray(new JsonArray(tensors)) : new JsonArray(tensors);
        return new JsonObject { ["args"] = args, ["kwargs"] = new JsonObject() };
    }

    private static JsonObject Tensor(Functional model, KerasTensor tensor) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = KerasShapes.Write(tensor.Shape),
            ["dtype"] = tensor.Type.Name(),
            ["keras_history"] = new JsonArray(tensor.Layer.Name, model.Graph.NumberOf(tensor.Call), tensor.Index),
        },
    };

    // At the ends of a model, and only there, Keras counts the calls of a nested functional model from 1.
    private static JsonArray End(Functional model, KerasTensor tensor) =>
        new(tensor.Layer.Name, model.Graph.NumberOf(tensor.Call) + (tensor.Layer is Functional ? 1 : 0), tensor.Index);
}
