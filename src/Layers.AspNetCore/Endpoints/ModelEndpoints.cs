using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>Models as endpoints.</summary>
public static class ModelEndpoints
{
    /// <summary>The header of each answer with the version of the model that gave it: <c>X-Model-Version</c>, the SHA-256 of its
    /// file.</summary>
    public const string VersionHeader = "X-Model-Version";

    /// <summary>Maps a model: <c>POST</c> takes one JSON record, or an array of records, and gives one answer, or an array of answers. The
    /// same model is at <c>/v2/models/{name}</c> in the open inference protocol, where its name is the last part of the route.</summary>
    /// <remarks>An answer is as a <see cref="Prediction"/> prints: <c>{"label":"Adelie","probability":0.987,"probabilities":{…}}</c>,
    /// <c>{"value":15.7}</c>, or one such object for each output. Errors are problem details (RFC 9457) with <c>column</c> and <c>row</c>.
    /// A row of a model whose features have no names is an array of its numbers.</remarks>
    /// <param name="endpoints">The application, or a group of routes.</param>
    /// <param name="pattern">The route: <c>/penguins</c>.</param>
    /// <param name="path">The file of the model, which need not be there yet; relative to the content root of the application.</param>
    /// <param name="configure">Sets how it is served; <see langword="null"/> for the defaults, or for what the services say.</param>
    /// <returns>All endpoints of the model together, as for <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentException">The path is empty, the route does not end in a name, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another file has the same key, another route ends in the same name, or the model has its
    /// options already.</exception>
    /// <example><code>
    /// var app = WebApplication.CreateSlimBuilder(args).Build();
    /// app.MapModel("/penguins", "penguins.keras");
    /// app.Run();
    /// </code></example>
    public static IEndpointConventionBuilder MapModel(this IEndpointRouteBuilder endpoints, string pattern, string path,
        Action<ServedModelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = NameOf(pattern);
        var catalog = ModelCatalog.Of(endpoints.ServiceProvider);
        var model = catalog.Get(path, configure);
        catalog.Name(name, pattern, model);
        ILogger logger = endpoints.ServiceProvider.GetService<ILogger<ServedModel>>() ?? NullLogger<ServedModel>.Instance;
        RequestDelegate answer = new RecordEndpoint(model, logger).InvokeAsync;
        var records = endpoints.MapPost(pattern, answer).WithDisplayName($"POST {pattern}");
        ModelOpenApi.Describe(records, answer, name, model);
        IEndpointConventionBuilder all = new EndpointGroup([records, .. InferenceRoutes.MapModel(endpoints, name, model, logger)]);
        if (catalog.IsFirstOf(endpoints, out var before)) InferenceRoutes.MapServer(endpoints, catalog, before);
        return all;
    }

    private static string NameOf(string pattern) =>
        RoutePatternFactory.Parse(pattern).PathSegments is [.., { Parts: [RoutePatternLiteralPart { Content: var name }] }] ? name
            : throw Throw.PatternWithoutName(pattern);
}
