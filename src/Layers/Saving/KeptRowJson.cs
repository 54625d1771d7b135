using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts the row that a file stores with its prediction to JSON and back, with every digit.</summary>
internal static class KeptRowJson
{
    private const string Inputs = "inputs", Outputs = "outputs", DataType = "dtype", Size = "shape", Values = "values";

    public static JsonObject Write(KeptRow row) => new() { [Inputs] = Write(row.Inputs), [Outputs] = Write(row.Outputs) };

    /// <exception cref="FormatException">The JSON is not a row, or does not fit the model.</exception>
    public static KeptRow Read(JsonNode json, Model model)
    {
        if (json is not JsonObject both) throw Throw.NotSaid("a row of inputs and outputs");
        var row = new KeptRow(Tensors(both[Inputs]), Tensors(both[Outputs]));
        var inputs = model.Inputs;
        var fits = row.Inputs.Count == inputs.Count && row.Outputs.Count == model.OutputNames.Count
            && Enumerable.Range(0, inputs.Count)
            .All(i => row.Inputs[i].Type == inputs[i].Type && HealthRow.Fits(inputs[i], row.Inputs[i].Shape));
        return fits ? row : throw Throw.RowOfOtherInputs();
    }

    private static JsonArray Write(IReadOnlyList<TensorData> tensors) => new([.. tensors.Select(data => (JsonNode?)new JsonObject
    {
        [DataType] = data.Type.Name(),
        [Size] = KerasShapes.Write(data.Shape),
        [Values] = new JsonArray(data.Type switch
        {
            DType.String => [.. data.ToArray<string>().Select(text => JsonValue.Create(text))],
            DType.Bool => [.. data.ToArray<bool>().Select(truth => JsonValue.Create(truth))],
            DType.UInt64 => [.. data.ToArray<ulong>().Select(number => JsonValue.Create(number))],
            var type when type.IsFloat() => [.. Casting.Cast(data, DType.Float64).ToArray<double>().Select(JsonNumbers.Write)],
            _ => [.. Casting.Cast(data, DType.Int64).ToArray<long>().Select(number => JsonValue.Create(number))],
        }),
    })]);

    private static TensorData[] Tensors(JsonNode? json) =>
        json is JsonArray list ? [.. list.Select(Tensor)] : throw Throw.NotSaid("a list of tensors");

    private static TensorData Tensor(JsonNode? json)
    {
        if (json is not JsonObject { } data || data[Values] is not JsonArray values || data[Size] is not JsonArray sizes
            || JsonWords.Text(data[DataType]) is not { } name) throw Throw.NotSaid("a tensor");
        var shape = Shape.Of([.. sizes.Select(size => size is JsonValue value && value.TryGetValue(out long number) && number >= 0
            ? number : throw Throw.NotSaid("the size of an axis"))]);
        // The number of values is checked first, because the declared shape may be larger than the memory.
        if (sizes.Aggregate((Int128)1, (product, size) => product > values.Count ? product : product * (long)size!) != values.Count)
            throw Throw.NotSaid($"a list of values that fills the shape {shape}");
        var type = DTypes.Parse(name);
        return type switch
        {
            DType.String => TensorData.Of(All(values, node => JsonWords.Text(node) ?? throw Throw.NotSaid("a text")), shape),
            DType.Bool => TensorData.Of(All(values, Value<bool>), shape),
            DType.UInt64 => TensorData.Of(All(values, Value<ulong>), shape),
            _ when type.IsFloat() => Casting.Cast(TensorData.Of(All(values, JsonNumbers.Read), shape), type),
            _ => Casting.Cast(TensorData.Of(All(values, Value<long>), shape), type),
        };
    }

    private static T[] All<T>(JsonArray values, Func<JsonNode?, T> read) => [.. values.Select(read)];

    private static T Value<T>(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out T? read) ? read : throw Throw.NotSaid("a value of its type");
}
