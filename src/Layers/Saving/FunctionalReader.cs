using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Makes a <see cref="Functional"/> model of Keras's JSON: its layers first, then their calls, as soon as what they are called on is there.</summary>
internal sealed class FunctionalReader
{
    private readonly Dictionary<string, Layer> _layers = [];
    private readonly Dictionary<(string Layer, int Call), LayerCall> _calls = [];
    private readonly string _owner;

    private FunctionalReader(string owner) => _owner = owner;

    public static Functional Read(JsonObject node)
    {
        var config = KerasObjects.Config(node);
        var name = config["name"] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        return new FunctionalReader($"{name ?? "?"} (Functional)").Read(config, name);
    }

    private Functional Read(JsonObject config, string? name)
    {
        if (config["layers"] is not JsonArray entries) throw Throw.MissingSetting(_owner, "layers");
        var waiting = new Queue<(Layer Layer, int Call, JsonNode? Node)>();
        foreach (var entry in entries)
        {
            var layer = LayerJson.Read(entry);
            if (!_layers.TryAdd(layer.Name, layer)) throw Throw.RepeatedLayer(_owner, layer.Name);
            if (layer is Input input) _calls[(layer.Name, 0)] = input.Tensor.Call;
            var nodes = entry!["inbound_nodes"] as JsonArray ?? [];
            for (var i = 0; i < nodes.Count; i++) waiting.Enqueue((layer, i, nodes[i]));
        }
        Call(waiting);

        var inputs = Ends(config["input_layers"], "input_layers").Select(tensor => tensor.Layer as Input ?? throw Throw.BadNode(_owner, config["input_layers"])).ToArray();
        var outputs = Ends(config["output_layers"], "output_layers").ToArray();
        var model = new Functional(inputs, outputs, name);
        if (config["trainable"] is JsonValue flag && flag.TryGetValue(out bool trainable)) model.RestoreTrainable(trainable);
        return model;
    }

    // A file may list layers in any order; a round in which no call could be made means that what is left waits for itself.
    private void Call(Queue<(Layer Layer, int Call, JsonNode? Node)> waiting)
    {
        for (var idle = 0; waiting.TryDequeue(out var next);)
        {
            var histories = Histories(next.Layer, next.Node);
            var isNext = next.Call == 0 || _calls.ContainsKey((next.Layer.Name, next.Call - 1));
            if (!isNext || !histories.All(history => _calls.ContainsKey((history.Layer, history.Call))))
            {
                waiting.Enqueue(next);
                if (++idle > waiting.Count) throw Throw.UnreachableLayer(_owner, next.Layer.Name, histories.Select(history => history.Layer));
                continue;
            }
            idle = 0;
            _calls[(next.Layer.Name, next.Call)] = next.Layer.Called([.. histories.Select(Tensor)]);
        }
    }

    private KerasTensor Tensor((string Layer, int Call, int Index) history)
    {
        var outputs = _calls[(history.Layer, history.Call)].Outputs;
        return history.Index >= 0 && history.Index < outputs.Count ? outputs[history.Index] : throw Throw.BadNode(_owner, new JsonArray(history.Layer, history.Call, history.Index));
    }

    private (string Layer, int Call, int Index)[] Histories(Layer layer, JsonNode? node)
    {
        // Keras 2 wrote [[name, call, index, {}], ...] in place of args and kwargs.
        if (node is JsonArray legacy)
        {
            foreach (var item in legacy) RefuseArguments(item is JsonArray { Count: > 3 } list ? list[3] : null);
            return [.. legacy.Select(History)];
        }
        if ((node as JsonObject)?["args"] is not JsonArray args) throw Throw.BadNode(_owner, node);
        RefuseArguments(node["kwargs"]);
        // Whatever else an operation is called on are constants, which it has already.
        var tensors = layer is StockOperation ? args.Where(StockOperationJson.IsTensor) : args.SelectMany(argument => argument is JsonArray list ? list.ToArray() : [argument]);
        return [.. tensors.Select(tensor => StockOperationJson.IsTensor(tensor) ? History(KerasObjects.Config(tensor!)["keras_history"]) : throw Throw.BadNode(_owner, node))];
    }

    private void RefuseArguments(JsonNode? node)
    {
        if (node is JsonObject kwargs && kwargs.Any(argument => argument.Value is not null && argument.Key != "training")) throw Throw.UnsupportedArguments(_owner, kwargs);
    }

    private (string Layer, int Call, int Index) History(JsonNode? node) =>
        node is JsonArray { Count: >= 3 } list && list[0] is JsonValue name && name.TryGetValue(out string? layer) && list[1] is JsonValue call && call.TryGetValue(out int number) && list[2] is JsonValue index && index.TryGetValue(out int output)
            ? (layer, number, output)
            : throw Throw.BadNode(_owner, node);

    private IEnumerable<KerasTensor> Ends(JsonNode? node, string key)
    {
        if (node is not JsonArray list) throw node is JsonObject ? Throw.UnsupportedSetting(_owner, key, node) : Throw.MissingSetting(_owner, key);
        var ends = list is [JsonValue, ..] ? [list] : list.ToArray();
        foreach (var end in ends)
        {
            var (layer, call, index) = History(end);
            // At the ends of a model, and only there, Keras counts the calls of a nested functional model from 1.
            if (_layers.GetValueOrDefault(layer) is Functional) call--;
            if (!_calls.ContainsKey((layer, call))) throw Throw.BadNode(_owner, end);
            yield return Tensor((layer, call, index));
        }
    }
}
