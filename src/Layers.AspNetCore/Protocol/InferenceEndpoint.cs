using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>The endpoint <c>POST /v2/models/penguins/infer</c>, and the same endpoint below <c>versions/{version}</c>.</summary>
internal sealed class InferenceEndpoint(string name, ServedModel model, ILogger logger)
    : ServedEndpoint(model, ServedRequest.InferenceV2, logger)
{
    protected override async Task AnswerAsync(HttpContext context, LoadedModel loaded, ReadOnlyMemory<byte> utf8, ServedRequest request)
    {
        InferenceRoutes.RequireVersion(context, name, loaded);
        var asked = InferenceRequest.Read(loaded.Model, utf8, Model.RequireMaxRows);
        // Throws for an unknown output before anything is predicted.
        foreach (var output in asked.Outputs ?? []) InferenceTensor.PlaceOf(loaded.Shape, output);
        var part = await RunAsync(loaded, asked, context.RequestAborted).ConfigureAwait(false);
        request.Answered(loaded.Version, asked.Rows);
        context.Response.Headers[ModelEndpoints.VersionHeader] = loaded.Version;
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, "application/json", (name, loaded, asked, part),
            static (json, answer) => InferenceJson.WriteAnswer(json, answer.name, answer.loaded, answer.asked, answer.part))
                .ConfigureAwait(false);
    }

    private async Task<BatchPart> RunAsync(LoadedModel loaded, InferenceRequest asked, CancellationToken stop)
    {
        try
        {
            return await Model.RunAsync(loaded, asked.Inputs, asked.Rows, stop).ConfigureAwait(false);
        }
        catch (LayerException)
            when (ColumnCategories.Refused(loaded.Plan?.Columns ?? [], asked.Inputs, asked.Rows) is { } refused)
        {
            throw refused;
        }
    }

    protected override Task SendAsync(HttpContext context, Problem problem) => InferenceRoutes.SendErrorAsync(context, problem);
}
