using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Layers.AspNetCore;

/// <summary>The schema of an answer, as <see cref="PredictionJson"/> writes it.</summary>
internal static class AnswerSchema
{
    public static OpenApiSchema Of(IReadOnlyList<ModelOutput> outputs) =>
        outputs is [var only] ? Of(only) : Object(outputs.Select(output => (output.Name, Of(output))));

    private static OpenApiSchema Of(ModelOutput output)
    {
        if (!PredictionJson.HasLabel(output))
            return Object([output.Units == 1 ? ("value", Number()) : ("values", Array(Number()))]);
        var label = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. output.Classes!.Select(word => JsonValue.Create(word))] };
        var several = PredictionJson.IsOfSeveralLabels(output);
        var members = new List<(string, OpenApiSchema)> { several ? ("labels", Array(label)) : ("label", label) };
        if (output.Scale.HasProbabilities())
        {
            if (!several) members.Add(("probability", Number()));
            members.Add(("probabilities", Object(output.Classes!.Select(word => (word, Number())))));
        }
        return Object(members);
    }

    // JSON has no NaN or infinity. Answers have them as texts, such as "NaN", which the schema does not describe.
    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Number, Format = "float" };

    private static OpenApiSchema Array(OpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Object(IEnumerable<(string Name, OpenApiSchema Schema)> members)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
        };
        foreach (var (name, member) in members)
        {
            schema.Properties.Add(name, member);
            schema.Required.Add(name);
        }
        return schema;
    }
}
