using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>Maps models to HTTP endpoints.</summary>
public static class ModelEndpoints
{
    /// <summary>The response header with the version of the model that answered: <c>X-Model-Version</c>, the SHA-256 of its file.</summary>
    public const string VersionHeader = "X-Model-Version";

    /// <summary>Maps a model. <c>POST</c> takes one JSON record or an array of records, and returns one answer or an array of answers. The
    /// model is also at <c>/v2/models/{name}</c> in the open inference protocol; its name there is the last segment of the route.</summary>
    /// <remarks>An answer has the form in which a <see cref="Prediction"/> prints:
    /// <c>{"label":"Adelie","probability":0.987,"probabilities":{…}}</c>, <c>{"value":15.7}</c>, or one of these objects for each output.
    /// Errors are problem details (RFC 9457) with <c>column</c> and <c>row</c>. If the features of the model have no names, a row is an
    /// array of numbers.</remarks>
    /// <param name="endpoints">The application, or a group of routes.</param>
    /// <param name="pattern">The route: <c>/penguins</c>.</param>
    /// <param name="path">The file of the model, relative to the content root of the application. It need not exist yet.</param>
    /// <param name="configure">Sets the options; <see langword="null"/>, the default, uses the options of the services, or the default
    /// options.</param>
    /// <returns>All endpoints of the model as a group, for example for <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentException">The path is empty, the route does not end in a name, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Another file has the same key, another route ends in the same name, or the options of
    /// the model are set already.</exception>
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
