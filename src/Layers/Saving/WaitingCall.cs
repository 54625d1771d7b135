using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A call of a layer in a file, which waits for the calls that make its input tensors.</summary>
internal sealed class WaitingCall
{
    private WaitingCall(Layer layer, int number, JsonNode node, string owner)
    {
        (Layer, Number, Node) = (layer, number, node);
        if (node["args"] is not JsonArray args) throw Throw.BadNode(owner, node);
        var kwargs = node["kwargs"] as JsonObject ?? [];
        var tensors = layer.NamedInputs.Count > 0 ? Named(layer, args, kwargs, owner) : args.SelectMany(Leaves);
        // An operation already has its constants, so only the tensors among the arguments are read.
        if (layer is StockOperation) tensors = tensors.Where(StockOperationJson.IsTensor);
        Inputs = [.. tensors.Select(tensor => StockOperationJson.IsTensor(tensor)
            ? TensorHistory.Of(owner, tensor) : throw Throw.BadNode(owner, node))];
        Arguments = ArgumentsOf(layer, kwargs, owner);
        Flags = [.. layer.FlagNames.Where(flag => kwargs[flag]?.GetValueKind() == JsonValueKind.True)];
    }

    public Layer Layer { get; }

    /// <summary>The index of the call among the calls of its layer.</summary>
    public int Number { get; }

    public JsonNode Node { get; }

    public IReadOnlyList<TensorHistory> Inputs { get; }

    /// <summary>The named arguments that are tensors.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TensorHistory>> Arguments { get; }

    public IReadOnlyList<string> Flags { get; }

    /// <summary>The origins of the input tensors, including named arguments.</summary>
    public IEnumerable<TensorHistory> Histories => Inputs.Concat(Arguments.Values.SelectMany(histories => histories));

    /// <summary>The number of calls that this call still waits for.</summary>
    public int Open { get; set; }

    /// <param name="layer">The layer that is called.</param>
    /// <param name="number">The index of the call among the calls of the layer.</param>
    /// <param name="node">The call in the file.</param>
    /// <param name="owner">The model, for messages.</param>
    /// <exception cref="InvalidDataException">The JSON is not a call, or the layer does not support its arguments.</exception>
    public static WaitingCall Read(Layer layer, int number, JsonNode? node, string owner) =>
        new(layer, number, node as JsonObject ?? throw Throw.BadNode(owner, node), owner);

    /// <summary>Returns the tensors of an argument. The tensors of a dictionary are sorted by name, as in Keras.</summary>
    public static IEnumerable<JsonNode?> Leaves(JsonNode? argument) => argument switch
    {
        JsonArray list => list.ToArray(),
        JsonObject byName when KerasObjects.ClassName(byName) is null =>
            byName.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value),
        _ => [argument],
    };

    // Inputs are given by position or by name. Missing inputs can only be the last ones.
    private static IEnumerable<JsonNode?> Named(Layer layer, JsonArray args, JsonObject kwargs, string owner)
    {
        JsonNode?[] named = [.. layer.NamedInputs.Select((name, i) => i < args.Count ? args[i] : kwargs[name])];
        return args.Count > named.Length ? throw Throw.BadNode(owner, args) : named.Reverse().SkipWhile(node => node is null).Reverse();
    }

    private static Dictionary<string, IReadOnlyList<TensorHistory>> ArgumentsOf(Layer layer, JsonObject kwargs, string owner)
    {
        var arguments = new Dictionary<string, IReadOnlyList<TensorHistory>>();
        foreach (var (name, value) in kwargs)
        {
            if (IsReadElsewhere(layer, name, value) || HasNoEffect(name, value)) continue;
            // Any other argument would change the result of the layer.
            if (!layer.ArgumentNames.Contains(name) || !Leaves(value).All(StockOperationJson.IsTensor))
                throw Throw.UnsupportedArguments(owner, kwargs);
            arguments.Add(name, [.. Leaves(value).Select(tensor => TensorHistory.Of(owner, tensor))]);
        }
        return arguments;
    }

    // Whether an argument is an input, a flag, or a setting that an operation has in its call.
    private static bool IsReadElsewhere(Layer layer, string name, JsonNode? value) =>
        layer.NamedInputs.Contains(name)
        || (layer.FlagNames.Contains(name) && value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        || (layer is StockOperation operation && StockOperation.SettingsOf(operation.Operation).Contains(name));

    // A saved 'training' argument has no effect, because Fit and Predict determine it.
    private static bool HasNoEffect(string name, JsonNode? value) =>
        value is null || Leaves(value).All(leaf => leaf is null) || name == "training";
}
