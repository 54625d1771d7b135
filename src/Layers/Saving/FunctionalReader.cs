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
            var (inputs, arguments) = Histories(next.Layer, next.Node);
            (string Layer, int Call, int Index)[] histories = [.. inputs, .. arguments.SelectMany(argument => argument.Value)];
            var isNext = next.Call == 0 || _calls.ContainsKey((next.Layer.Name, next.Call - 1));
            if (!isNext || !histories.All(history => _calls.ContainsKey((history.Layer, history.Call))))
            {
                waiting.Enqueue(next);
                if (++idle > waiting.Count) throw Throw.UnreachableLayer(_owner, next.Layer.Name, histories.Select(history => history.Layer));
                continue;
            }
            idle = 0;
            _calls[(next.Layer.Name, next.Call)] = next.Layer.Called([.. inputs.Select(Tensor)], arguments.ToDictionary(argument => argument.Key, argument => (IReadOnlyList<KerasTensor>)[.. argument.Value.Select(Tensor)]));
        }
    }

    private KerasTensor Tensor((string Layer, int Call, int Index) history)
    {
        var outputs = _calls[(history.Layer, history.Call)].Outputs;
        return history.Index >= 0 && history.Index < outputs.Count ? outputs[history.Index] : throw Throw.BadNode(_owner, new JsonArray(history.Layer, history.Call, history.Index));
    }

    private ((string Layer, int Call, int Index)[] Inputs, Dictionary<string, (string Layer, int Call, int Index)[]> Arguments) Histories(Layer layer, JsonNode? node)
    {
        // Keras 2 wrote [[name, call, index, {}], ...] in place of args and kwargs.
        if (node is JsonArray legacy)
        {
            foreach (var item in legacy) _ = Arguments(layer, item is JsonArray { Count: > 3 } list ? list[3] : null);
            return ([.. legacy.Select(History)], []);
        }
        if ((node as JsonObject)?["args"] is not JsonArray args) throw Throw.BadNode(_owner, node);
        // Whatever else an operation is called on are constants, which it has already.
        var tensors = layer is StockOperation ? args.Where(StockOperationJson.IsTensor) : args.SelectMany(Items);
        return ([.. tensors.Select(tensor => StockOperationJson.IsTensor(tensor) ? HistoryOf(tensor) : throw Throw.BadNode(_owner, node))], Arguments(layer, node["kwargs"]));
    }

    /// <summary>The named arguments of a call that are tensors; others would change what the layer does.</summary>
    private Dictionary<string, (string Layer, int Call, int Index)[]> Arguments(Layer layer, JsonNode? node)
    {
        var arguments = new Dictionary<string, (string, int, int)[]>();
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (value is null || name == "training") continue;
            if (!layer.ArgumentNames.Contains(name) || !Items(value).All(StockOperationJson.IsTensor)) throw Throw.UnsupportedArguments(_owner, (JsonObject)node!);
            arguments.Add(name, [.. Items(value).Select(HistoryOf)]);
        }
        return arguments;
    }

    private (string Layer, int Call, int Index) HistoryOf(JsonNode? tensor) => History(KerasObjects.Config(tensor!)["keras_history"]);

    private static IEnumerable<JsonNode?> Items(JsonNode? node) => node is JsonArray list ? list.ToArray() : [node];

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
