using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the calls of layers in a functional model of Keras 2 to those of Keras 3.</summary>
/// <remarks>Keras 2 writes only the first argument: a tensor, or a list or dictionary of tensors, each as <c>[layer, call, index,
/// arguments]</c>. The named arguments are in <c>arguments</c>, and a tensor among them is <c>[layer, call, index]</c>. Keras 3 writes
/// <c>args</c> and <c>kwargs</c>.</remarks>
internal static class LegacyCalls
{
    /// <summary>Converts all calls of a model's layers; calls that Keras 3 wrote are unchanged.</summary>
    /// <param name="layers">The entries of the layers.</param>
    /// <returns>The origins <c>[layer, call, index]</c> of the tensors of converted calls, so that their calls can be renumbered; empty if
    /// nothing was converted.</returns>
    public static IReadOnlyList<JsonArray> Modernize(JsonArray layers)
    {
        var histories = new List<JsonArray>();
        foreach (var nodes in layers.OfType<JsonObject>().Select(layer => layer["inbound_nodes"]).OfType<JsonArray>())
            for (var i = 0; i < nodes.Count; i++)
                if (IsOld(nodes[i])) nodes[i] = Call(nodes[i]!, histories);
        return histories;
    }

    /// <summary>Whether a node is the origin of a tensor: <c>[layer, call, index]</c>, with or without arguments.</summary>
    public static bool IsHistory(JsonNode? node) =>
        node is JsonArray { Count: 3 or 4 } list && JsonWords.Text(list[0]) is not null && IsNumber(list[1]) && IsNumber(list[2])
            && (list.Count == 3 || list[3] is JsonObject);

    private static bool IsNumber(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int _);

    private static bool IsOld(JsonNode? call) =>
        call is JsonArray || (call is JsonObject { Count: > 0 } byName && byName.All(pair => IsHistory(pair.Value)));

    private static JsonObject Call(JsonNode call, List<JsonArray> histories)
    {
        // A list with one tensor means that tensor.
        var first = Modern(call is JsonArray { Count: 1 } list && IsHistory(list[0]) ? list[0] : call, histories);
        // Keras 2 writes the same named arguments with each tensor, and reads those of the last.
        var arguments = Histories(call).Select(history => history.Count > 3 ? history[3] : null).LastOrDefault(each => each is not null);
        var kwargs = Modern(arguments ?? new JsonObject(), histories)!;
        // Bidirectional has its states in the list of its inputs, and again by name.
        if (first is JsonArray inputs && kwargs["initial_state"] is { } states
            && JsonNode.DeepEquals(new JsonArray([.. inputs.Skip(1).Select(input => input?.DeepClone())]), states))
            ((JsonObject)kwargs).Remove("initial_state");
        return new JsonObject { ["args"] = new JsonArray(first), ["kwargs"] = kwargs };
    }

    private static IEnumerable<JsonArray> Histories(JsonNode? node) => node switch
    {
        JsonArray list when IsHistory(list) => [list],
        JsonArray list => list.SelectMany(Histories),
        JsonObject byName => byName.SelectMany(pair => Histories(pair.Value)),
        _ => [],
    };

    private static JsonNode? Modern(JsonNode? node, List<JsonArray> histories)
    {
        if (IsHistory(node)) return Tensor((JsonArray)node!, histories);
        // A tuple in Python.
        if (KerasObjects.ClassName(node) == "__tuple__" && node!["items"] is JsonArray items) node = items;
        return node switch
        {
            JsonArray list => new JsonArray([.. list.Select(item => Modern(item, histories))]),
            JsonObject byName => new JsonObject(byName.Select(pair => KeyValuePair.Create(pair.Key, Modern(pair.Value, histories)))),
            _ => node?.DeepClone(),
        };
    }

    private static JsonObject Tensor(JsonArray history, List<JsonArray> histories)
    {
        var modern = new JsonArray([.. history.Take(3).Select(part => part!.DeepClone())]);
        histories.Add(modern);
        return new JsonObject { ["class_name"] = "__keras_tensor__", ["config"] = new JsonObject { ["keras_history"] = modern } };
    }
}
