using System.Text.Json;

namespace Layers.AspNetCore;

/// <summary>Reads rows of a model whose features have no names. If the model has one input, a row is an array of the input's shape without
/// the batch axis. If it has several inputs, a row is an object with such an array for each input. For an input of rank 1, the array is a
/// single number.</summary>
internal static class TensorRows
{
    /// <summary>Reads one row or an array of rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="utf8">The JSON.</param>
    /// <param name="counted">Called with the number of rows before memory is allocated for them; it may throw.</param>
    /// <returns>A tensor for each input, the number of rows, and whether they came as an array of rows.</returns>
    /// <exception cref="BodyException">The body is not JSON, or its rows do not fit the model.</exception>
    public static (TensorData[] Inputs, int Rows, bool IsArray) Read(Model model, ReadOnlyMemory<byte> utf8, Action<int> counted)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return model.Inputs is [var only] ? ReadOnly(only, json.RootElement, counted) : ReadObjects(model, json.RootElement, counted);
        }
        catch (JsonException fault)
        {
            throw Throw.BadJson(fault);
        }
        catch (FormatException fault)
        {
            throw Throw.BadRows(fault.Message);
        }
    }

    /// <summary>Reads a row of one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="json">A number, or an array that is nested like the input.</param>
    /// <exception cref="BodyException">The text is not JSON, or not a row of the input.</exception>
    public static TensorData ReadRow(Input input, string json)
    {
        var where = $"The input '{input.Name}'";
        try
        {
            using var parsed = JsonDocument.Parse(json);
            if (DepthOf(parsed.RootElement) != input.Shape.Rank - 1) throw Throw.OtherDepth(where, input);
            var elements = ElementsOf(input, where);
            elements.Add(parsed.RootElement);
            return TensorOf(input, elements, [1, .. elements.Sizes], where);
        }
        catch (JsonException)
        {
            throw Throw.NoNumbersInText(where, input, json);
        }
        catch (FormatException fault)
        {
            throw Throw.BadRows(fault.Message);
        }
    }

    private static (TensorData[], int, bool) ReadOnly(Input input, JsonElement root, Action<int> counted)
    {
        // An empty array of rows has no nesting to check.
        var depth = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 0 ? input.Shape.Rank : DepthOf(root);
        var isArray = depth == input.Shape.Rank;
        if (!isArray && depth != input.Shape.Rank - 1) throw Throw.NoRow(input);
        var count = isArray ? root.GetArrayLength() : 1;
        counted(count);
        var elements = ElementsOf(input, "The body");
        elements.Add(root);
        return ([TensorOf(input, elements, isArray ? [.. elements.Sizes] : [1, .. elements.Sizes], "The body")], count, isArray);
    }

    private static (TensorData[], int, bool) ReadObjects(Model model, JsonElement root, Action<int> counted)
    {
        var isArray = root.ValueKind == JsonValueKind.Array;
        JsonElement[] rows = isArray ? [.. root.EnumerateArray()] : [root];
        counted(rows.Length);
        var inputs = model.Inputs;
        var elements = inputs.Select(input => ElementsOf(input, $"The input '{input.Name}'")).ToArray();
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row].ValueKind != JsonValueKind.Object) throw Throw.NoObject(row, inputs);
            foreach (var property in rows[row].EnumerateObject())
                if (inputs.All(input => input.Name != property.Name)) throw Throw.UnknownInputOfRow(row, property.Name, inputs);
            for (var i = 0; i < elements.Length; i++)
            {
                if (!rows[row].TryGetProperty(inputs[i].Name, out var value)) throw Throw.MissingInputOfRow(row, inputs[i], inputs);
                if (DepthOf(value) != inputs[i].Shape.Rank - 1) throw Throw.NestedOtherwise(row, inputs[i]);
                elements[i].Add(value);
            }
        }
        if (rows.Length == 0) return ([.. inputs.Select(input => TensorData.Zeros(input.Type, [0]))], 0, isArray);
        var tensors = inputs.Select((input, i) =>
            TensorOf(input, elements[i], [rows.Length, .. elements[i].Sizes], $"The input '{input.Name}'"));
        return ([.. tensors], rows.Length, isArray);
    }

    private static TensorData TensorOf(Input input, JsonElements elements, int[] sizes, string where)
    {
        // An empty array of rows has no sizes to check.
        if (sizes[0] == 0) return TensorData.Zeros(input.Type, [0]);
        for (var axis = 1; axis < sizes.Length; axis++)
            if (input.Shape[axis].IsKnown && input.Shape[axis].Size != sizes[axis])
                throw Throw.OtherSize(where, input, axis, sizes[axis]);
        return elements.ToTensor([.. sizes.Select(size => (Dim)(long)size)]);
    }

    private static JsonElements ElementsOf(Input input, string where) => new(input.Type, input.MissingText, where);

    private static int DepthOf(JsonElement value)
    {
        var depth = 0;
        for (; value.ValueKind == JsonValueKind.Array; depth++)
        {
            if (value.GetArrayLength() == 0) return depth + 1;
            value = value[0];
        }
        return depth;
    }
}
