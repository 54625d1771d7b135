using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Layers.AspNetCore;

/// <summary>Describes a model in OpenAPI documents: its columns with their types, and its answers. This code runs only in an application
/// that has OpenAPI documents.</summary>
internal static class ModelOpenApi
{
    /// <summary>Describes an endpoint for records.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="answer">The delegate that answers. A document lists only endpoints whose metadata has a
    /// <see cref="System.Reflection.MethodInfo"/>.</param>
    /// <param name="name">The name of the model.</param>
    /// <param name="model">The model; loaded when a document is made.</param>
    public static void Describe(IEndpointConventionBuilder endpoint, RequestDelegate answer, string name, ServedModel model)
    {
        endpoint.WithMetadata(answer.Method).WithTags(name).WithSummary($"Predicts with the model '{name}'.")
            .AddOpenApiOperationTransformer(
            async (operation, _, stop) => await DescribeAsync(operation, model, stop).ConfigureAwait(false));
    }

    private static async Task DescribeAsync(OpenApiOperation operation, ServedModel model, CancellationToken stop)
    {
        IOpenApiSchema record = new OpenApiSchema(), answer = new OpenApiSchema();
        try
        {
            var loaded = await model.EnterAsync(isUse: false, stop).ConfigureAwait(false);
            try
            {
                (record, answer) = (RecordSchema.Of(loaded, model.Options), AnswerSchema.Of(loaded.Shape.Outputs));
                operation.Description =
                    $"One record gets one answer; an array of up to {Figures.Count(model.Options.MaxRows, "record")} gets an array of " +
                    $"answers. Version of the model: {loaded.Version}.";
            }
            finally
            {
                loaded.Leave();
            }
        }
        catch (ModelUnavailableException fault)
        {
            operation.Description = Problem.Of(fault).Detail;
        }
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(OneOrMany(record)) };
        operation.Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "The answer, or the answers.",
                Content = Json(OneOrMany(answer)),
                Headers = new Dictionary<string, IOpenApiHeader>
                {
                    [ModelEndpoints.VersionHeader] = new OpenApiHeader
                    {
                        Description = "The SHA-256 of the model's file.",
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
            ["400"] = ProblemOf("A record does not fit the model."),
            ["413"] = ProblemOf("The body is too large, or has too many rows."),
            ["415"] = ProblemOf("The body is not JSON."),
            ["503"] = ProblemOf("The model is not available."),
        };
    }

    private static OpenApiSchema OneOrMany(IOpenApiSchema one) =>
        new() { OneOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one }] };

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiResponse ProblemOf(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                        ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["column"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The column that is wrong." },
                        ["row"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The record of an array, from 0." },
                    },
                },
            },
        },
    };
}
