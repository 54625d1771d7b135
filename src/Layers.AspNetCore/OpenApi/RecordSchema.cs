using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Layers.AspNetCore;

/// <summary>The schema of a record: an object with a property for each column, or an array if the features of the model have no
/// names.</summary>
internal static class RecordSchema
{
    // More categories do not help a reader, and make the document long.
    internal const int MostCategories = 1000;

    public static OpenApiSchema Of(LoadedModel loaded, ServedModelOptions options)
    {
        if (loaded.Plan is not { } plan)
            return loaded.Model.Inputs is [var only] ? OfRow(only)
                : OfObject(loaded.Model.Inputs.Select(input => (input.Name, OfRow(input))), _ => true, isClosed: true);
        return OfObject(
            plan.Columns.Select(column => (column.Name, OfColumn(column))),
            column => options.MissingNames == NamePolicy.Refuse || plan.Columns.First(other => other.Name == column).MayBeMissing == false,
            isClosed: options.UnknownNames == NamePolicy.Refuse);
    }

    private static OpenApiSchema OfObject(IEnumerable<(string Name, OpenApiSchema Schema)> properties, Func<string, bool> isRequired,
        bool isClosed)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
            AdditionalPropertiesAllowed = !isClosed,
        };
        foreach (var (name, property) in properties)
        {
            schema.Properties.Add(name, property);
            if (isRequired(name)) schema.Required.Add(name);
        }
        return schema;
    }

    private static OpenApiSchema OfColumn(ModelColumn column)
    {
        var schema = OfElement(column.ElementType);
        if (column.MayBeMissing != false) schema.Type |= JsonSchemaType.Null;
        if (column.Categories is { Count: <= MostCategories } categories) Describe(schema, column, categories);
        if (column.Length is not { } length) return schema;
        var order = "In order, the oldest first.";
        return new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema, MinItems = length, MaxItems = length, Description = order };
    }

    // An enum lists all values that are accepted, so it is right only if other categories are refused.
    private static void Describe(OpenApiSchema schema, ModelColumn column, IReadOnlyList<string> categories)
    {
        if (!column.RefusesOtherCategories)
        {
            schema.Description = $"The model knows {string.Join(", ", categories)}. Others count as unknown.";
            return;
        }
        schema.Enum = [.. categories.Select(category => Node(column, category))];
        if (MayBeMissing(column)) schema.Enum.Add(JsonNullSentinel.JsonNull);
    }

    /// <summary>Returns whether a null is accepted. If other categories are refused, a missing value is accepted only if its text is a
    /// category.</summary>
    internal static bool MayBeMissing(ModelColumn column) =>
        column.MayBeMissing != false && (!column.RefusesOtherCategories || column.Categories is not { } categories
            || (column.Type == ColumnType.Text && categories.Contains(column.MissingText ?? "")));

    private static JsonNode Node(ModelColumn column, string category) =>
        column.Type == ColumnType.Text ? JsonValue.Create(category) : JsonValue.Create(long.Parse(category, CultureInfo.InvariantCulture));

    private static OpenApiSchema OfRow(Input input)
    {
        var schema = OfElement(input.Type);
        for (var axis = input.Shape.Rank - 1; axis > 0; axis--)
        {
            schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema };
            if (input.Shape[axis].IsKnown) schema.MinItems = schema.MaxItems = checked((int)input.Shape[axis].Size);
        }
        return schema;
    }

    private static OpenApiSchema OfElement(DType type) => type switch
    {
        DType.String => new OpenApiSchema { Type = JsonSchemaType.String },
        DType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        DType.Int64 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        DType.Int32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        _ when type.IsInteger() => new OpenApiSchema { Type = JsonSchemaType.Integer },
        DType.Float64 => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        _ => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "float" },
    };
}
