using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Shapes in JSON. Null is an unknown size.</summary>
internal static class KerasShapes
{
    // More than TensorFlow, NumPy and ONNX Runtime support.
    private const int MostAxes = 254;

    public static Dim Batch => "batch";

    public static JsonArray Write(Shape shape) => new([.. shape.Select(dim => dim.IsKnown ? JsonValue.Create(dim.Size) : null)]);

    /// <summary>Reads a shape. Unknown sizes get a name by axis, the first <c>batch</c>; files do not keep names.</summary>
    public static Shape Read(JsonNode? node, string owner, string key)
    {
        if (node is not JsonArray list)
            throw node is null ? Throw.MissingSetting(owner, key) : Throw.WrongSetting(owner, key, "a list of sizes", node);
        if (list.Count > MostAxes)
            throw Throw.WrongSetting(owner, key, $"a list of up to {MostAxes} sizes", JsonValue.Create(Nouns.Of(list.Count, "size")));
        var dims = new Dim[list.Count];
        for (var axis = 0; axis < dims.Length; axis++)
            dims[axis] = list[axis] switch
            {
                null => axis == 0 ? Batch : $"axis_{axis}",
                JsonValue value when value.TryGetValue(out long size) && size >= 0 => size,
                _ => throw Throw.WrongSetting(owner, key, "a list of sizes", list),
            };
        return Shape.Create(dims);
    }
}
