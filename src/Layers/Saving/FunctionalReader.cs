using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Makes a <see cref="Functional"/> model of Keras's JSON: its layers first, then their calls, as soon as what they are called on is there.</summary>
internal sealed class FunctionalReader
{
    private readonly Dictionary<string, Layer> _layers = [];
    private readonly Dictionary<(string Layer, int Call), LayerCall> _calls = [];
    private readonly string _owner;
    private readonly SharedLayers? _shared;

    private FunctionalReader(string owner, SharedLayers? shared) => (_owner, _shared) = (owner, shared);

    public static Functional Read(JsonObject node, SharedLayers? shared)
    {
        var config = KerasObjects.Config(node);
        var name = JsonWords.Text(config["name"]);
        return new FunctionalReader($"{name ?? "?"} (Functional)", shared).Read(config, name);
    }

    private Functional Read(JsonObject config, string? name)
    {
        if (config["layers"] is not JsonArray entries) throw Throw.MissingSetting(_owner, "layers");
        StatefulEntries.Mark(config);
        var calls = new List<WaitingCall>();
        foreach (var entry in entries)
        {
            var layer = LayerJson.Read(entry, _shared);
            if (!_layers.TryAdd(layer.Name, layer)) throw Throw.RepeatedLayer(_owner, layer.Name);
            if (layer is Input input) _calls[(layer.Name, 0)] = input.Tensor.Call;
            var nodes = entry!["inbound_nodes"] as JsonArray ?? [];
            for (var i = 0; i < nodes.Count; i++)
            {
                var node = nodes[i];
                calls.Add(new WaitingCall(layer, i, node, FileFaults.At(node ?? nodes, () => Histories(layer, node))));
            }
        }
        Call(calls);

        var inputs = Ends(config["input_layers"], "input_layers").Select(tensor => tensor.Layer as Input ?? throw Throw.BadNode(_owner, config["input_layers"])).ToArray();
        var outputs = Ends(config["output_layers"], "output_layers").ToArray();
        var (inputNames, outputNames) = (NamesOf(config["input_layers"]), NamesOf(config["output_layers"]));
        for (var i = 0; i < inputNames?.Length; i++) Rename(inputs[i], inputNames[i]);
        var model = new Functional(inputs, outputs, name) { NamesInputs = inputNames is not null, NamesOfOutputs = outputNames };
        if (config["trainable"] is JsonValue flag && flag.TryGetValue(out bool trainable)) model.RestoreTrainable(trainable);
        return model;
    }

    // A file may list layers in any order: a call that waits for others stands at each of them, and is made when the last of them is.
    private void Call(List<WaitingCall> calls)
    {
        var after = new Dictionary<(string, int), List<WaitingCall>>();
        var ready = new Stack<WaitingCall>();
        foreach (var call in Enumerable.Reverse(calls))
        {
            // The second call of a layer comes after its first.
            IEnumerable<(string, int)> needs = call.Histories.Select(history => (history.Layer, history.Call));
            if (call.Number > 0) needs = needs.Append((call.Layer.Name, call.Number - 1));
            foreach (var need in needs.Distinct().Where(need => !_calls.ContainsKey(need)))
            {
                if (!after.TryGetValue(need, out var waiting)) after[need] = waiting = [];
                waiting.Add(call);
                call.Open++;
            }
            if (call.Open == 0) ready.Push(call);
        }
        var made = 0;
        for (; ready.TryPop(out var call); made++)
        {
            var key = (call.Layer.Name, call.Number);
            _calls[key] = FileFaults.At(call.Node, () => call.Layer.Called(
                [.. call.Inputs.Select(Tensor)], call.Arguments.ToDictionary(argument => argument.Key, argument => (IReadOnlyList<KerasTensor>)[.. argument.Value.Select(Tensor)]), call.Flags));
            foreach (var next in after.GetValueOrDefault(key) ?? [])
                if (--next.Open == 0) ready.Push(next);
        }
        if (made < calls.Count && calls.First(call => call.Open > 0) is var stuck) throw Throw.UnreachableLayer(_owner, stuck.Layer.Name, stuck.Histories.Select(history => history.Layer));
    }

    private KerasTensor Tensor((string Layer, int Call, int Index) history)
    {
        var outputs = _calls[(history.Layer, history.Call)].Outputs;
        return history.Index >= 0 && history.Index < outputs.Count ? outputs[history.Index] : throw Throw.BadNode(_owner, new JsonArray(history.Layer, history.Call, history.Index));
    }

    private ((string Layer, int Call, int Index)[] Inputs, Dictionary<string, (string Layer, int Call, int Index)[]> Arguments, string[] Flags) Histories(Layer layer, JsonNode? node)
    {
        // Keras 2 wrote [[name, call, index, {}], ...] in place of args and kwargs.
        if (node is JsonArray legacy)
        {
            foreach (var item in legacy) _ = Arguments(layer, item is JsonArray { Count: > 3 } list ? list[3] : null);
            return ([.. legacy.Select(History)], [], []);
        }
        if ((node as JsonObject)?["args"] is not JsonArray args) throw Throw.BadNode(_owner, node);
        // Whatever else an operation is called on are constants, which it has already.
        var tensors = layer.NamedInputs.Count > 0 ? Named(layer, args, node["kwargs"]) : args.SelectMany(Leaves);
        if (layer is StockOperation) tensors = tensors.Where(StockOperationJson.IsTensor);
        return ([.. tensors.Select(tensor => StockOperationJson.IsTensor(tensor) ? HistoryOf(tensor) : throw Throw.BadNode(_owner, node))], Arguments(layer, node["kwargs"]),
            [.. layer.FlagNames.Where(flag => node["kwargs"]?[flag]?.GetValueKind() == JsonValueKind.True)]);
    }

    // Inputs by place or by name; what is left out has none behind it.
    private IEnumerable<JsonNode?> Named(Layer layer, JsonArray args, JsonNode? kwargs)
    {
        JsonNode?[] named = [.. layer.NamedInputs.Select((name, i) => i < args.Count ? args[i] : kwargs?[name])];
        return args.Count > named.Length ? throw Throw.BadNode(_owner, args) : named.Reverse().SkipWhile(node => node is null).Reverse();
    }

    // A dictionary of tensors goes in the order of its sorted names, as in Keras.
    private static IEnumerable<JsonNode?> Leaves(JsonNode? argument) => argument switch
    {
        JsonArray list => list.ToArray(),
        JsonObject byName when KerasObjects.ClassName(byName) is null => byName.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value),
        _ => [argument],
    };

    /// <summary>The named arguments of a call that are tensors; others would change what the layer does.</summary>
    private Dictionary<string, (string Layer, int Call, int Index)[]> Arguments(Layer layer, JsonNode? node)
    {
        var arguments = new Dictionary<string, (string, int, int)[]>();
        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (value is null || Leaves(value).All(leaf => leaf is null) || name == "training" || layer.NamedInputs.Contains(name) || (layer.FlagNames.Contains(name) && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False) || (layer is StockOperation known && StockOperation.SettingsOf(known.Operation).Contains(name))) continue;
            if (!layer.ArgumentNames.Contains(name) || !Leaves(value).All(StockOperationJson.IsTensor)) throw Throw.UnsupportedArguments(_owner, (JsonObject)node!);
            arguments.Add(name, [.. Leaves(value).Select(HistoryOf)]);
        }
        return arguments;
    }

    private (string Layer, int Call, int Index) HistoryOf(JsonNode? tensor) => History(KerasObjects.Config(tensor!)["keras_history"]);

    private (string Layer, int Call, int Index) History(JsonNode? node) =>
        node is JsonArray { Count: >= 3 } list && JsonWords.Text(list[0]) is { } layer && list[1] is JsonValue call && call.TryGetValue(out int number) && list[2] is JsonValue index && index.TryGetValue(out int output)
            ? (layer, number, output)
            : throw Throw.BadNode(_owner, node);

    private static string[]? NamesOf(JsonNode? ends) => (ends as JsonObject)?.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();

    // Data comes under the names of the dictionary, whatever the layers are called.
    private void Rename(Input input, string name)
    {
        if (input.Name == name) return;
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || _layers.ContainsKey(name)) throw Throw.InputNameTaken(_owner, name);
        input.Name = name;
    }

    private IEnumerable<KerasTensor> Ends(JsonNode? node, string key)
    {
        var ends = node switch
        {
            JsonArray list => list is [JsonValue, ..] ? [list] : list.ToArray(),
            JsonObject byName => Leaves(byName),
            _ => throw Throw.MissingSetting(_owner, key),
        };
        foreach (var end in ends)
        {
            var (layer, call, index) = History(end);
            // At the ends of a model, and only there, Keras counts the calls of a nested functional model from 1.
            if (_layers.GetValueOrDefault(layer) is Functional) call--;
            if (!_calls.ContainsKey((layer, call))) throw Throw.BadNode(_owner, end);
            yield return Tensor((layer, call, index));
        }
    }

    private sealed class WaitingCall(Layer layer, int number, JsonNode? node,
        ((string Layer, int Call, int Index)[] Inputs, Dictionary<string, (string Layer, int Call, int Index)[]> Arguments, string[] Flags) asked)
    {
        public Layer Layer { get; } = layer;

        public int Number { get; } = number;

        public JsonNode? Node { get; } = node;

        public (string Layer, int Call, int Index)[] Inputs => asked.Inputs;

        public Dictionary<string, (string Layer, int Call, int Index)[]> Arguments => asked.Arguments;

        public string[] Flags => asked.Flags;

        /// <summary>What made the tensors that it is called on, named arguments among them.</summary>
        public IEnumerable<(string Layer, int Call, int Index)> Histories => Inputs.Concat(Arguments.Values.SelectMany(histories => histories));

        /// <summary>How many calls it still waits for.</summary>
        public int Open { get; set; }
    }
}
