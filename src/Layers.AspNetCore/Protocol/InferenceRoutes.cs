using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>The routes of the open inference protocol, version 2.</summary>
/// <remarks>Source: <see href="https://github.com/kserve/open-inference-protocol"/>.</remarks>
internal static class InferenceRoutes
{
    private const string Version = "version";

    /// <summary>Maps the routes of one model.</summary>
    public static IEnumerable<IEndpointConventionBuilder> MapModel(IEndpointRouteBuilder endpoints, string name, ServedModel model,
        ILogger logger)
    {
        var infer = new InferenceEndpoint(name, model, logger);
        foreach (var root in new[] { $"/v2/models/{name}", $"/v2/models/{name}/versions/{{{Version}}}" })
        {
            yield return endpoints.MapPost($"{root}/infer", infer.InvokeAsync).ExcludeFromDescription();
            yield return endpoints.MapGet(root, context => MetadataAsync(context, name, model, logger)).ExcludeFromDescription();
            yield return endpoints.MapGet($"{root}/ready", context => ReadyAsync(context, name, model)).ExcludeFromDescription();
        }
    }

    /// <summary>Maps the routes of the server.</summary>
    /// <param name="endpoints">The application, or a group of routes.</param>
    /// <param name="catalog">All models.</param>
    /// <param name="order">The order of the routes; if several groups have the same routes, the lowest order answers.</param>
    public static void MapServer(IEndpointRouteBuilder endpoints, ModelCatalog catalog, int order)
    {
        Map("/v2", context => JsonAnswer.SendAsync(context, StatusCodes.Status200OK, "application/json", "", static (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("name", "layers");
            json.WriteString("version", typeof(InferenceRoutes).Assembly.GetName().Version?.ToString(3) ?? "");
            json.WriteStartArray("extensions");
            json.WriteEndArray();
            json.WriteEndObject();
        }));
        Map("/v2/health/live", context => SendTruthAsync(context, "live", true));
        Map("/v2/health/ready", async context =>
            await SendTruthAsync(context, "ready", await AreReadyAsync(catalog.Names.Values, context.RequestAborted).ConfigureAwait(false))
                .ConfigureAwait(false));
        endpoints.Map("/v2/models/{name}/{**rest}", context => UnknownAsync(context, catalog.Names)).ExcludeFromDescription()
            .Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = order);

        void Map(string pattern, RequestDelegate answer) =>
            endpoints.MapGet(pattern, answer).ExcludeFromDescription().Add(endpoint => ((RouteEndpointBuilder)endpoint).Order = order);
    }

    /// <summary>Throws if a version is not the one that is served.</summary>
    public static void RequireVersion(HttpContext context, string name, LoadedModel loaded)
    {
        if (context.Request.RouteValues[Version] is string version && version != loaded.Version)
            throw Throw.NoSuchVersion(name, version, loaded.Version);
    }

    /// <summary>Sends an error in the protocol's format.</summary>
    public static Task SendErrorAsync(HttpContext context, Problem problem) =>
        JsonAnswer.SendAsync(context, problem.Status, "application/json", problem.Detail, static (json, detail) =>
    {
        json.WriteStartObject();
        json.WriteString("error", detail);
        json.WriteEndObject();
    });

    private static async Task MetadataAsync(HttpContext context, string name, ServedModel model, ILogger logger)
    {
        try
        {
            var loaded = await model.EnterAsync(isUse: false, context.RequestAborted).ConfigureAwait(false);
            try
            {
                RequireVersion(context, name, loaded);
                context.Response.Headers[ModelEndpoints.VersionHeader] = loaded.Version;
                await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, "application/json", (name, loaded), static (json, of) =>
                    InferenceJson.WriteMetadata(json, of.name, of.loaded)).ConfigureAwait(false);
            }
            finally
            {
                loaded.Leave();
            }
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await SendErrorAsync(context, Problem.Of(context, fault, model.Key, logger)).ConfigureAwait(false);
        }
    }

    private static async Task ReadyAsync(HttpContext context, string name, ServedModel model)
    {
        var isReady = await model.IsReadyAsync(context.RequestAborted).ConfigureAwait(false)
            && (context.Request.RouteValues[Version] is not string version || version == model.Version);
        await JsonAnswer.SendAsync(context, StatusOf(isReady), "application/json", (name, isReady), static (json, of) =>
        {
            json.WriteStartObject();
            json.WriteString("name", of.name);
            json.WriteBoolean("ready", of.isReady);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static async Task<bool> AreReadyAsync(IEnumerable<ServedModel> models, CancellationToken stop)
    {
        foreach (var model in models)
            if (!await model.IsReadyAsync(stop).ConfigureAwait(false)) return false;
        return true;
    }

    private static Task SendTruthAsync(HttpContext context, string name, bool isTrue) =>
        JsonAnswer.SendAsync(context, StatusOf(isTrue), "application/json", (name, isTrue), static (json, of) =>
        {
            json.WriteStartObject();
            json.WriteBoolean(of.name, of.isTrue);
            json.WriteEndObject();
        });

    private static Task UnknownAsync(HttpContext context, IReadOnlyDictionary<string, ServedModel> models)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var known = models.Keys.Order(StringComparer.Ordinal).ToArray();
        var detail = models.ContainsKey(name)
            ? $"The model '{name}' does not answer {context.Request.Method} {context.Request.Path}. " +
                $"It answers GET /v2/models/{name}, GET …/ready and POST …/infer."
            : $"There is no model '{name}'.{Nearest.Hint(name, known)} The server has {NameList.Quoted(known, name)}.";
        return SendErrorAsync(context, new Problem(StatusCodes.Status404NotFound, "", detail));
    }

    private static int StatusOf(bool isReady) => isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
