using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts a <see cref="Functional"/> model to Keras's JSON object.</summary>
internal static class FunctionalJson
{
    /// <param name="model">The model.</param>
    /// <param name="owner">The model whose name and training settings are written; null for <paramref name="model"/> itself.</param>
    public static JsonObject Write(Functional model, Model? owner = null)
    {
        var layers = new JsonArray();
        foreach (var layer in model.Graph.Layers)
        {
            var json = LayerJson.Write(layer);
            json["name"] = layer.Name;
            json["inbound_nodes"] = layer is Input ? [] : new JsonArray([.. model.Graph.CallsOf(layer).Select(call => Node(model, call))]);
            layers.Add((JsonNode)json);
        }
        var (inputs, outputs) = (model.Inputs.Select(input => End(model, input.Tensor)),
            model.Outputs.Select(output => End(model, output)));
        return Write(owner ?? model, layers, Ends(model.NamesInputs ? model.Inputs.Select(input => input.Name) : null, inputs),
            Ends(model.NamesOfOutputs, outputs));
    }

    /// <summary>Writes a sequential model as a functional one: each layer is called on the output of the layer before it.</summary>
    public static JsonObject Write(Sequential model)
    {
        var inputs = InputsOf(model);
        var layers = new JsonArray();
        foreach (var x in inputs)
        {
            var input = LayerJson.Write(x);
            input["name"] = x.Name;
            input["inbound_nodes"] = new JsonArray();
            layers.Add((JsonNode)input);
        }
        IReadOnlyList<(string Name, Value Value)> given = [.. inputs.Select(x => (x.Name, Ops.Input(x.Name, x.Shape, x.Type)))];
        foreach (var layer in model.Layers)
        {
            var json = LayerJson.Write(layer);
            json["name"] = layer.Name;
            JsonNode[] tensors = [.. given.Select(tensor => Tensor(tensor.Value.Shape, tensor.Value.Type, tensor.Name, 0, 0))];
            json["inbound_nodes"] = new JsonArray(new JsonObject
            {
                ["args"] = tensors.Length > 1
                ? new JsonArray(new JsonArray(tensors)) : new JsonArray(tensors),
                ["kwargs"] = new JsonObject()
            });
            layers.Add((JsonNode)json);
            given = [(layer.Name, layer.OnlyOutput(layer.ApplyAll([.. given.Select(tensor => tensor.Value)])))];
        }
        return Write(model, layers, new JsonArray([.. inputs.Select(x => new JsonArray(x.Name, 0, 0))]),
            new JsonArray((JsonNode)new JsonArray(given[0].Name, IsWrittenAsFunctional(model.Layers[^1]) ? 1 : 0, 0)));
    }

    /// <summary>Returns the inputs of a sequential model, renamed if a layer has the same name, because the layers of a functional model
    /// have unique names.</summary>
    public static IReadOnlyList<Input> InputsOf(Sequential model)
    {
        if (model.Inputs.Count == 0) throw Throw.NotBuilt(model);
        var taken = model.Layers.Select(layer => layer.Name).ToHashSet();
        return [.. model.Inputs.Select(Named)];

        Input Named(Input input)
        {
            var name = input.Name;
            while (!taken.Add(name)) name += "_";
            return name == input.Name ? input : new Input(input.Shape[1..], input.Type, name);
        }
    }

    /// <summary>Writes the only input and the only output of a model without the list around them, as Keras itself now does if one layer is
    /// called on the output of another. Keras 3.3.3 cannot read that form.</summary>
    public static void UnwrapSingleEnds(JsonNode model)
    {
        var config = KerasObjects.Config(model);
        foreach (var key in new[] { "input_layers", "output_layers" })
            if (config[key] is JsonArray { Count: 1 } ends) config[key] = ends[0]!.DeepClone();
    }

    /// <summary>Whether a layer is written to a file as a functional model.</summary>
    public static bool IsWrittenAsFunctional(Layer layer) =>
        layer is Functional or FeatureSpace || StockForms.IsFormula(layer) || (layer is Sequential && StockForms.HasOperations(layer));

    private static JsonNode Ends(IEnumerable<string>? names, IEnumerable<JsonNode> ends) =>
        names is null ? new JsonArray([.. ends])
            : new JsonObject(names.Zip(ends, (name, end) => KeyValuePair.Create<string, JsonNode?>(name, end)));

    private static JsonObject Write(Model model, JsonArray layers, JsonNode inputs, JsonNode outputs)
    {
        var config = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = model.Trainable,
            ["layers"] = layers,
            ["input_layers"] = inputs,
            ["output_layers"] = outputs,
        };
        var result = KerasObjects.Write("keras.src.models.functional", "Functional", config, "Functional");
        result["build_config"] = new JsonObject { ["input_shape"] = null };
        if (model.Objective is { } objective) result["compile_config"] = CompileJson.Write(objective);
        return result;
    }

    private static JsonObject Node(Functional model, LayerCall call)
    {
        JsonNode[] tensors = [.. call.Inputs.Select(tensor => Tensor(model, tensor))];
        var args = call.Layer is StockOperation operation ? StockOperationJson.Arguments(operation, tensors, call.Inputs)
            : call.Layer.NamedInputs.Count == 0 && (call.Layer is MergeLayer || tensors.Length > 1)
                ? new JsonArray(new JsonArray(tensors)) : new JsonArray(tensors);
        var kwargs = new JsonObject();
        foreach (var (name, values) in call.Arguments)
            kwargs[name] = values is [var only] ? Tensor(model, only) : new JsonArray([.. values.Select(tensor => Tensor(model, tensor))]);
        foreach (var flag in call.Flags) kwargs[flag] = true;
        return new JsonObject { ["args"] = args, ["kwargs"] = kwargs };
    }

    private static JsonObject Tensor(Functional model, KerasTensor tensor) =>
        Tensor(tensor.Shape, tensor.Type, tensor.Layer.Name, model.Graph.NumberOf(tensor.Call), tensor.Index);

    private static JsonObject Tensor(Shape shape, DType type, string layer, int call, int index) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = KerasShapes.Write(shape),
            ["dtype"] = type.Name(),
            ["keras_history"] = new JsonArray(layer, call, index),
        },
    };

    // Keras counts the calls of a nested functional model from 1 in input_layers and output_layers, and from 0 elsewhere.
    private static JsonArray End(Functional model, KerasTensor tensor) =>
        new(tensor.Layer.Name, model.Graph.NumberOf(tensor.Call) + (IsWrittenAsFunctional(tensor.Layer) ? 1 : 0), tensor.Index);
}
