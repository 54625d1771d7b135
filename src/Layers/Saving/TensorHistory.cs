using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Where a tensor of a functional model comes from, as files say it: <c>[layer, call, index]</c>.</summary>
/// <param name="Layer">The name of the layer that gave it.</param>
/// <param name="Call">Which call of the layer.</param>
/// <param name="Index">Which of its outputs.</param>
internal readonly record struct TensorHistory(string Layer, int Call, int Index)
{
    /// <exception cref="InvalidDataException">The file says something else.</exception>
    public static TensorHistory Read(string owner, JsonNode? node) =>
        node is JsonArray { Count: >= 3 } list && JsonWords.Text(list[0]) is { } layer && list[1] is JsonValue call && call.TryGetValue(out int number) && list[2] is JsonValue index && index.TryGetValue(out int output)
            ? new(layer, number, output)
            : throw Throw.BadNode(owner, node);

    /// <summary>The same of a tensor among the arguments of a call.</summary>
    public static TensorHistory Of(string owner, JsonNode? tensor) => Read(owner, KerasObjects.Config(tensor!)["keras_history"]);
}
