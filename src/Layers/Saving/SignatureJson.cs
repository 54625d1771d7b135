using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Writes the inputs and outputs of a model as JSON for programs that do not build the model: in <c>layers.json</c> and in the
/// metadata of ONNX files.</summary>
internal static class SignatureJson
{
    public const string Name = "name", Type = "type", DataType = "dtype", Size = "shape", Columns = "columns",
        MayBeMissing = "may_be_missing", MissingText = "missing_text", Length = "length";

    public const string Classes = "classes", LabelColumns = "label_columns", Scale = "scale";

    /// <summary>Returns the inputs in order, each with its columns of a table in order if they have names.</summary>
    public static JsonArray Inputs(Model model, ModelSignature signature) => new([.. model.Inputs.Select((input, i) =>
    {
        var json = new JsonObject { [Name] = input.Name, [DataType] = input.Type.Name(), [Size] = KerasShapes.Write(input.Shape) };
        var columns = signature.Inputs.Where(column => column.Input == i).OrderBy(column => column.Place).ToArray();
        if (columns.Length > 0) json[Columns] = new JsonArray([.. columns.Select(Column)]);
        return (JsonNode?)json;
    })]);

    /// <summary>Returns the outputs in order, each with its classes and the columns of its labels if these are known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signature">The signature of the model.</param>
    /// <param name="names">The names of the outputs in the JSON; null for their names in the model.</param>
    public static JsonArray Outputs(Model model, ModelSignature signature, IReadOnlyList<string>? names = null) =>
        new([.. signature.Outputs.Select((output, i) =>
    {
        var json = new JsonObject { [Name] = names?[i] ?? output.Name, [DataType] = output.ElementType.Name(),
            [Size] = KerasShapes.Write(output.Shape) };
        if (output.Scale != OutputScale.None) json[Scale] = SnakeCase.Of(output.Scale.ToString());
        if (model.Labels.GetValueOrDefault(i) is not { } labels) return (JsonNode?)json;
        if (labels.Classes is { } classes)
            json[Classes] = new JsonArray([.. Enumerable.Range(0, classes.Count)
                .Select(place => classes.AreTexts ? JsonValue.Create(classes.Texts[place]) : JsonValue.Create(classes.Integers[place]))]);
        if (labels.Columns is { } columns) json[LabelColumns] = new JsonArray([.. columns.Select(column => JsonValue.Create(column))]);
        return json;
    })]);

    private static JsonNode? Column(ModelColumn column)
    {
        var json = new JsonObject { [Name] = column.Name, [Type] = SnakeCase.Of(column.Type.ToString()) };
        if (column.Length is { } length) json[Length] = length;
        if (column.MayBeMissing is { } may) json[MayBeMissing] = may;
        if (column.ElementType == DType.String) json[MissingText] = column.MissingText ?? "";
        return json;
    }
}
