using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Reads a <see cref="Functional"/> model from Keras's JSON: its layers first, then their calls, each as soon as the tensors it
/// needs exist.</summary>
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
                var (number, node) = (i, nodes[i]);
                calls.Add(FileFaults.At(node ?? nodes, () => WaitingCall.Read(layer, number, node, _owner)));
            }
        }
        Call(calls);

        var inputs = Ends(config["input_layers"], "input_layers")
            .Select(tensor => tensor.Layer as Input ?? throw Throw.BadNode(_owner, config["input_layers"])).ToArray();
        var outputs = Ends(config["output_layers"], "output_layers").ToArray();
        var (inputNames, outputNames) = (NamesOf(config["input_layers"]), NamesOf(config["output_layers"]));
        for (var i = 0; i < inputNames?.Length; i++) Rename(inputs[i], inputNames[i]);
        var model = new Functional(inputs, outputs, name) { NamesInputs = inputNames is not null, NamesOfOutputs = outputNames };
        if (config["trainable"] is JsonValue flag && flag.TryGetValue(out bool trainable)) model.RestoreTrainable(trainable);
        return model;
    }

    // A file may list layers in any order. A waiting call is listed under each call it needs, and is made when the last of those is made.
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
                [.. call.Inputs.Select(Tensor)],
                call.Arguments.ToDictionary(argument => argument.Key,
                argument => (IReadOnlyList<KerasTensor>)[.. argument.Value.Select(Tensor)]), call.Flags));
            foreach (var next in after.GetValueOrDefault(key) ?? [])
                if (--next.Open == 0) ready.Push(next);
        }
        if (made < calls.Count && calls.First(call => call.Open > 0) is var stuck)
            throw Throw.UnreachableLayer(_owner, stuck.Layer.Name, stuck.Histories.Select(history => history.Layer));
    }

    private KerasTensor Tensor(TensorHistory history)
    {
        var outputs = _calls[(history.Layer, history.Call)].Outputs;
        return history.Index >= 0 && history.Index < outputs.Count
            ? outputs[history.Index] : throw Throw.BadNode(_owner, new JsonArray(history.Layer, history.Call, history.Index));
    }

    private static string[]? NamesOf(JsonNode? ends) =>
        (ends as JsonObject)?.Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();

    // The keys of the dictionary are the names of the inputs in data; the layers may have other names.
    private void Rename(Input input, string name)
    {
        if (input.Name == name) return;
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || _layers.ContainsKey(name))
            throw Throw.InputNameTaken(_owner, name);
        input.Name = name;
    }

    private IEnumerable<KerasTensor> Ends(JsonNode? node, string key)
    {
        var ends = node switch
        {
            JsonArray list => list is [JsonValue, ..] ? [list] : list.ToArray(),
            JsonObject byName => WaitingCall.Leaves(byName),
            _ => throw Throw.MissingSetting(_owner, key),
        };
        foreach (var end in ends)
        {
            var (layer, call, index) = TensorHistory.Read(_owner, end);
            // Keras counts the calls of a nested functional model from 1 in input_layers and output_layers, and from 0 elsewhere.
            if (_layers.GetValueOrDefault(layer) is Functional) call--;
            if (!_calls.ContainsKey((layer, call))) throw Throw.BadNode(_owner, end);
            yield return Tensor(new(layer, call, index));
        }
    }
}
