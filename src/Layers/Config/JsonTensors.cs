using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Numbers in JSON as Keras writes them: nested lists, typed arrays, and NaN and infinity as words.</summary>
internal static class JsonTensors
{
    public static JsonNode Nested(TensorData data)
    {
        var texts = data.Type == DType.String ? data.ToArray<string>() : null;
        var numbers = texts is null ? Casting.Cast(data, DType.Float64).ToArray<double>() : [];
        var isWhole = data.Type.IsInteger();
        var next = 0;

        JsonNode Level(int axis)
        {
            if (axis == data.Shape.Rank)
                return texts is not null ? JsonValue.Create(texts[next++]) : isWhole ? JsonValue.Create((long)numbers[next++])
                    : JsonValue.Create(numbers[next++]);
            var list = new JsonArray();
            for (long i = 0; i < data.Shape[axis].Size; i++) list.Add(Level(axis + 1));
            return list;
        }

        return Level(0);
    }

    /// <summary>Reads a tensor of float64; null if the lists are ragged or contain anything but numbers.</summary>
    public static TensorData? Read(JsonNode node)
    {
        if (KerasObjects.ClassName(node) is "__numpy__" or "__tensor__")
            return KerasObjects.Config(node)["value"] is { } value ? Read(value) : null;
        var sizes = new List<long>();
        for (var level = node; level is JsonArray list; level = list.Count > 0 ? list[0] : null) sizes.Add(list.Count);
        var numbers = new List<double>();
        return Collect(node, sizes, 0, numbers) ? TensorData.Of(numbers.ToArray(), Shape.Of([.. sizes])) : null;
    }

    /// <summary>Reads a number, or the word for a number that JSON cannot write.</summary>
    public static double? Number(JsonNode? node)
    {
        if (KerasObjects.ClassName(node) is "__numpy__" or "__tensor__") return Number(KerasObjects.Config(node!)["value"]);
        if (node is not JsonValue value) return null;
        if (value.TryGetValue(out double number)) return number;
        if (value.TryGetValue(out long whole)) return whole;
        return value.TryGetValue(out string? word) ? JsonWords.Number(word) : null;
    }

    private static bool Collect(JsonNode? node, List<long> sizes, int axis, List<double> numbers)
    {
        if (axis < sizes.Count)
            return node is JsonArray list && list.Count == sizes[axis] && list.All(item => Collect(item, sizes, axis + 1, numbers));
        if (Number(node) is not { } number) return false;
        numbers.Add(number);
        return true;
    }
}
