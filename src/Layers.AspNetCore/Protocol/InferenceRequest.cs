using System.Text.Json;

namespace Layers.AspNetCore;

/// <summary>A request of the inference protocol: a tensor for each input of a model, and the names of the requested outputs.</summary>
/// <param name="Id">The id that the answer repeats; null for none.</param>
/// <param name="Inputs">A tensor for each input, in the order of the model.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Outputs">The names of the requested outputs; null for all.</param>
internal sealed record InferenceRequest(string? Id, TensorData[] Inputs, int Rows, IReadOnlyList<string>? Outputs)
{
    private const string Whole = "The request";

    /// <summary>Reads a request.</summary>
    /// <param name="model">The model.</param>
    /// <param name="utf8">The body.</param>
    /// <param name="counted">Called with the number of rows before memory is allocated for them; it may throw.</param>
    /// <exception cref="ProtocolException">The body is not a request of the protocol, or does not fit the model.</exception>
    public static InferenceRequest Read(Model model, ReadOnlyMemory<byte> utf8, Action<int> counted)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return Read(model, json.RootElement, counted);
        }
        catch (JsonException fault)
        {
            throw Throw.BadRequest($"The body is not valid JSON. {fault.Message}");
        }
        catch (FormatException fault)
        {
            throw Throw.BadRequest(fault.Message);
        }
    }

    private static InferenceRequest Read(Model model, JsonElement root, Action<int> counted)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Throw.WrongMember(Whole, "inputs", "an object with an array of tensors", JsonValueKind.Undefined);
        string? id = null;
        if (root.TryGetProperty("id", out _)) id = Member(root, "id", JsonValueKind.String, Whole, "a text").GetString();
        var (inputs, rows) = ReadInputs(model, Member(root, "inputs", JsonValueKind.Array, Whole, "an array of tensors"), counted);
        return new InferenceRequest(id, inputs, rows, ReadOutputs(root));
    }

    private static (TensorData[], int) ReadInputs(Model model, JsonElement given, Action<int> counted)
    {
        var expected = InferenceTensor.InputsOf(model);
        var tensors = new TensorData?[expected.Count];
        var rows = -1L;
        foreach (var input in given.EnumerateArray())
        {
            if (input.ValueKind != JsonValueKind.Object)
                throw Throw.WrongMember(Whole, "inputs", "an array of tensors, each an object", input.ValueKind);
            var name = Member(input, "name", JsonValueKind.String, "An input", "a text").GetString()!;
            var place = PlaceOf(model, expected, name);
            if (tensors[place] is not null) throw Throw.InputTwice(name);
            var where = $"The input '{name}'";
            var shape = ShapeOf(input, expected[place], where);
            if (shape[0] == 0) throw Throw.NoRows(where);
            if (rows >= 0 && shape[0] != rows) throw Throw.OtherRows(where, shape[0], rows);
            if (rows < 0) counted((int)Math.Min(int.MaxValue, rows = shape[0]));
            tensors[place] = Tensor(model.Inputs[place], input, shape, where);
        }
        var missing = Array.IndexOf(tensors, null);
        if (missing >= 0) throw Throw.MissingInput(expected[missing].Name, expected.Select(tensor => tensor.Name));
        return ([.. tensors.Select(tensor => tensor!)], (int)rows);
    }

    // A client may also use the name of the input in the file instead of the name of its column.
    private static int PlaceOf(Model model, IReadOnlyList<InferenceTensor> expected, string name)
    {
        for (var i = 0; i < expected.Count; i++)
            if (expected[i].Name == name) return i;
        for (var i = 0; i < expected.Count; i++)
            if (model.Inputs[i].Name == name) return i;
        throw Throw.UnknownInput(name, [.. expected.Select(tensor => tensor.Name)]);
    }

    private static long[] ShapeOf(JsonElement input, InferenceTensor expected, string where)
    {
        const string sizes = "an array of integers of 0 or more";
        var given = Member(input, "shape", JsonValueKind.Array, where, sizes);
        var shape = new List<long>();
        foreach (var size in given.EnumerateArray())
        {
            if (size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var number) || number < 0)
                throw Throw.WrongMember(where, "shape", sizes, size.ValueKind);
            shape.Add(number);
        }
        // Clients often send one value per row without the axis of the features.
        if (shape.Count == 1 && expected.Shape is [_, 1]) shape.Add(1);
        var fits = shape.Count == expected.Shape.Count && shape.Count > 0;
        for (var axis = 0; fits && axis < shape.Count; axis++) fits = expected.Shape[axis] < 0 || expected.Shape[axis] == shape[axis];
        return fits ? [.. shape] : throw Throw.OtherShape(where, shape, $"[{string.Join(", ", expected.Shape)}]");
    }

    private static TensorData Tensor(Input input, JsonElement given, long[] shape, string where)
    {
        Datatypes.RequireFits(Member(given, "datatype", JsonValueKind.String, where, "a text").GetString()!, input.Type, where);
        var elements = new JsonElements(input.Type, input.MissingText, where);
        elements.Add(Member(given, "data", JsonValueKind.Array, where, "an array of elements, flat or nested"));
        var count = 1L;
        foreach (var size in shape) count = size == 0 ? 0 : count > int.MaxValue / size ? long.MaxValue : count * size;
        if (elements.Count != count) throw Throw.OtherCount(where, elements.Count, shape);
        if (elements.Sizes.Count > 1 && !elements.Sizes.Select(size => (long)size).SequenceEqual(shape))
            throw Throw.OtherShape(where, elements.Sizes.Select(size => (long)size),
                $"data nested like its shape [{string.Join(", ", shape)}]");
        return elements.ToTensor([.. shape.Select(size => (Dim)size)]);
    }

    private static List<string>? ReadOutputs(JsonElement root)
    {
        if (!root.TryGetProperty("outputs", out var outputs)) return null;
        if (outputs.ValueKind != JsonValueKind.Array)
            throw Throw.WrongMember(Whole, "outputs", "an array of objects with names", outputs.ValueKind);
        var names = new List<string>();
        foreach (var output in outputs.EnumerateArray())
        {
            if (output.ValueKind != JsonValueKind.Object)
                throw Throw.WrongMember(Whole, "outputs", "an array of objects with names", output.ValueKind);
            names.Add(Member(output, "name", JsonValueKind.String, "An output", "a text").GetString()!);
        }
        return names.Count > 0 ? names : null;
    }

    private static JsonElement Member(JsonElement of, string name, JsonValueKind kind, string where, string expected)
    {
        if (!of.TryGetProperty(name, out var value)) throw Throw.WrongMember(where, name, expected, JsonValueKind.Undefined);
        return value.ValueKind == kind ? value : throw Throw.WrongMember(where, name, expected, value.ValueKind);
    }
}
