using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The origin of a tensor of a functional model, in the form that files have: <c>[layer, call, index]</c>.</summary>
/// <param name="Layer">The name of the layer that made the tensor.</param>
/// <param name="Call">The index of the call of the layer.</param>
/// <param name="Index">The index of the output of the call.</param>
internal readonly record struct TensorHistory(string Layer, int Call, int Index)
{
    /// <exception cref="InvalidDataException">The JSON is not an origin of a tensor.</exception>
    public static TensorHistory Read(string owner, JsonNode? node) =>
        node is JsonArray { Count: >= 3 } list && JsonWords.Text(list[0]) is { } layer && list[1] is JsonValue call
            && call.TryGetValue(out int number) && list[2] is JsonValue index && index.TryGetValue(out int output)
            ? new(layer, number, output)
            : throw Throw.BadNode(owner, node);

    /// <summary>Reads the origin of a tensor among the arguments of a call.</summary>
    public static TensorHistory Of(string owner, JsonNode? tensor) => Read(owner, KerasObjects.Config(tensor!)["keras_history"]);
}
