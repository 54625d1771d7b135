using System.Text.Json;

namespace Layers.AspNetCore;

/// <summary>Writes answers of the inference protocol as JSON.</summary>
internal static class InferenceJson
{
    /// <summary>Writes the inputs and outputs of a model.</summary>
    public static void WriteMetadata(Utf8JsonWriter json, string name, LoadedModel loaded)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("versions");
        json.WriteStringValue(loaded.Version);
        json.WriteEndArray();
        json.WriteString("platform", "layers_keras");
        WriteTensors(json, "inputs", InferenceTensor.InputsOf(loaded.Model));
        WriteTensors(json, "outputs", InferenceTensor.OutputsOf(loaded.Shape));
        json.WriteEndObject();
    }

    /// <summary>Writes the outputs for a request.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="loaded">The version that predicted.</param>
    /// <param name="request">The request.</param>
    /// <param name="part">The rows of the request in the batch.</param>
    public static void WriteAnswer(Utf8JsonWriter json, string name, LoadedModel loaded, InferenceRequest request, BatchPart part)
    {
        json.WriteStartObject();
        json.WriteString("model_name", name);
        json.WriteString("model_version", loaded.Version);
        if (request.Id is not null) json.WriteString("id", request.Id);
        json.WriteStartArray("outputs");
        foreach (var output in request.Outputs ?? [.. InferenceTensor.OutputsOf(loaded.Shape).Select(output => output.Name)])
        {
            var (place, isLabel) = InferenceTensor.PlaceOf(loaded.Shape, output);
            if (isLabel) WriteLabels(json, output, loaded.Shape.Outputs.Count == 1 ? null : loaded.Shape.Outputs[place].Name, part);
            else WriteOutput(json, output, part.Output.Tensors[place], part);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, string member, IReadOnlyList<InferenceTensor> tensors)
    {
        json.WriteStartArray(member);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            WriteHead(json, tensor.Name, tensor.Type, tensor.Shape);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter json, string name, DType type, IEnumerable<long> shape)
    {
        json.WriteString("name", name);
        json.WriteString("datatype", Datatypes.Of(type));
        json.WriteStartArray("shape");
        foreach (var size in shape) json.WriteNumberValue(size);
        json.WriteEndArray();
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, string? output, BatchPart part)
    {
        json.WriteStartObject();
        WriteHead(json, name, DType.String, [part.Rows]);
        json.WriteStartArray("data");
        for (var row = 0; row < part.Rows; row++) json.WriteStringValue(output is null ? part[row].Label : part[row][output].Label);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, string name, TensorData given, BatchPart part)
    {
        // An output without an axis of rows belongs to the whole batch. The requests for a model with such an output are not joined.
        var isOfRows = given.Shape.Rank > 0 && part.First + part.Rows <= given.Shape[0].Size;
        var rows = isOfRows ? given[part.First..(part.First + part.Rows)] : given;
        json.WriteStartObject();
        WriteHead(json, name, rows.Type, rows.Shape.Select(size => size.Size));
        json.WriteStartArray("data");
        WriteElements(json, rows);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter json, TensorData rows)
    {
        switch (rows.Type)
        {
            case DType.String:
                foreach (var text in rows.AsSpan<string>()) json.WriteStringValue(text);
                break;
            case DType.Bool:
                foreach (var truth in rows.AsSpan<bool>()) json.WriteBooleanValue(truth);
                break;
            case DType.Float64:
                foreach (var number in rows.AsSpan<double>()) PredictionJson.WriteNumber(json, number);
                break;
            case DType.UInt64:
                foreach (var number in rows.AsSpan<ulong>()) json.WriteNumberValue(number);
                break;
            case var type when type.IsInteger():
                foreach (var number in Casting.Cast(rows, DType.Int64).AsSpan<long>()) json.WriteNumberValue(number);
                break;
            default:
                foreach (var number in Casting.Cast(rows, DType.Float32).AsSpan<float>()) PredictionJson.WriteNumber(json, number);
                break;
        }
    }
}
