using System.Text.Json.Nodes;
using static Layers.Graphs.Ops;

namespace Layers;

// Operations that return parts of a tensor, or a tensor of its shape.
internal sealed partial class StockOperation
{
    /// <summary>Computes NumPy's <c>x[key]</c> for slices, integers, <c>None</c> for a new axis, and an ellipsis.</summary>
    private static Value GetItem(Value x, JsonNode? key)
    {
        var parts = key is JsonArray list ? list.ToArray() : [key];
        var open = x.Shape.Rank - parts.Count(part => part is not null && !Is(part, "__ellipsis__"));
        if (open < 0 || parts.Count(part => Is(part, "__ellipsis__")) > 1) throw Throw.UnsupportedKey(key, x.Shape);
        var axis = 0;
        foreach (var part in parts)
        {
            if (part is null) x = Unsqueeze(x, axis++);
            else if (Is(part, "__ellipsis__")) axis += open;
            else if (Is(part, "__slice__")) x = Sliced(x, KerasObjects.Config(part), axis++, key);
            else x = Squeeze(Element(x, Whole(part, key) ?? throw Throw.UnsupportedKey(key, x.Shape), axis, key), axis);
        }
        return x;
    }

    /// <summary>Splits a tensor into equal parts, or at given indices.</summary>
    private static Value[] Split(Value x, JsonObject settings)
    {
        var axis = settings["axis"] is null ? 0 : Axis(settings, x.Shape.Rank);
        if (!x.Shape[axis].IsKnown) throw Throw.UnsupportedAxis(settings["axis"], x.Shape.Rank);
        var (size, places) = (x.Shape[axis].Size, settings["indices_or_sections"]);
        long[] ends;
        if (places is JsonArray list)
            ends = [.. list.Select(place => Whole(place, places) is { } at
                ? Math.Clamp(at < 0 ? at + size : at, 0, size) : throw Throw.UnsupportedSplit(places, size)), size];
        else
        {
            if (Whole(places, places) is not { } count || count is < 1 or > MostParts || size % count != 0)
                throw Throw.UnsupportedSplit(places, size);
            ends = [.. Enumerable.Range(1, (int)count).Select(i => i * (size / count))];
        }
        long start = 0;
        return [.. ends.Select(end =>
        {
            var part = Slice(x, start, Math.Max(start, end), axis);
            start = end;
            return part;
        })];
    }

    // The formula is not x · 0, which is NaN if x is infinite.
    private static Value Filled(Value x, float number, JsonObject settings) =>
        Expand(Ops.Cast(Constant(TensorData.Scalar(number)),
            settings["dtype"] is { } type ? DTypes.Parse(JsonWords.Text(type) ?? "") : x.Type), ShapeOf(x));

    private static Value Mean(Value x, JsonObject settings) =>
        Worked([x], x.Type.IsFloat() ? x.Type : DType.Float32,
            numbers => Means.Over(numbers[0], Axes(x, settings) ?? [.. Enumerable.Range(0, x.Shape.Rank)], IsSet(settings, "keepdims")));

    private static Value Any(Value x, JsonObject settings) =>
        ReduceMax(Ops.Cast(Ops.Cast(x, DType.Bool), DType.Float32), Axes(x, settings), IsSet(settings, "keepdims")) > 0;

    // Returns null for all axes.
    private static int[]? Axes(Value x, JsonObject settings) => settings["axis"] switch
    {
        null => null,
        JsonArray list => [.. list.Select(axis => Axis(new JsonObject { ["axis"] = axis?.DeepClone() }, x.Shape.Rank))],
        _ => [Axis(settings, x.Shape.Rank)],
    };

    private static Value Clip(Value x, JsonObject settings) => Worked([x], x.Type, numbers =>
    {
        var y = numbers[0];
        if (Bound("x_min") is { } least) y = Max(y, least);
        return Bound("x_max") is { } most ? Min(y, most) : y;

        Value? Bound(string key) =>
            settings[key] is not { } node
            ? null : Ops.Cast(Constant(JsonTensors.Read(node) ?? throw Throw.UnsupportedBound(key, node)), y.Type);
    });

    private static Value Sliced(Value x, JsonObject slice, int axis, JsonNode? key)
    {
        if (slice["start"] is null && slice["stop"] is null && slice["step"] is null) return x;
        var step = slice["step"] is { } given ? Whole(given, key) ?? 0 : 1;
        if (step == 0) throw Throw.UnsupportedKey(key, x.Shape);
        // By default, a slice extends to the end in its direction.
        var start = slice["start"] is { } first ? Whole(first, key) : step > 0 ? 0 : long.MaxValue;
        var stop = slice["stop"] is { } last ? Whole(last, key) : step > 0 ? long.MaxValue : long.MinValue + 1;
        return Slice(x, start ?? throw Throw.UnsupportedKey(key, x.Shape), stop ?? throw Throw.UnsupportedKey(key, x.Shape), axis, step);
    }

    private static Value Element(Value x, long index, int axis, JsonNode? key)
    {
        if (x.Shape[axis].IsKnown && (index < -x.Shape[axis].Size || index >= x.Shape[axis].Size)) throw Throw.UnsupportedKey(key, x.Shape);
        return Slice(x, index, index == -1 ? long.MaxValue : index + 1, axis);
    }

    private static bool Is(JsonNode? part, string className) => KerasObjects.ClassName(part) == className;

    private static bool IsSet(JsonObject settings, string key) =>
        settings[key] is JsonValue value && value.TryGetValue(out bool isSet) && isSet;

    private static long? Whole(JsonNode? node, JsonNode? key)
    {
        if (node is not JsonValue value) return null;
        return value.TryGetValue(out long number) ? number : throw Throw.UnsupportedKey(key, Shape.Scalar);
    }
}
