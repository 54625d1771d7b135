using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>Pages on which people look at models and try them.</summary>
public static class ModelPages
{
    /// <summary>Maps the pages of all models that <see cref="ModelEndpoints.MapModel"/> mapped, before or after. Each page has the report
    /// on the model and a form with a field for each column; what is filled in is answered with the prediction and with what is unlike
    /// training. Where there is one model its page is at the route, otherwise a list is; each model is also at
    /// <c>pages/{name}</c> below the route.</summary>
    /// <remarks>The pages have no scripts and load nothing from elsewhere. They show every model of the application, those of protected
    /// routes too, so protect the pages as well as the best protected model: <c>app.MapModelPages().RequireAuthorization()</c>.</remarks>
    /// <param name="endpoints">The application, or a group of routes.</param>
    /// <param name="pattern">The route, without parameters; default <c>/</c>.</param>
    /// <returns>All pages together, as for <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentException">The route has a parameter.</exception>
    /// <example><code>
    /// app.MapModel("/penguins", "penguins.keras");
    /// app.MapModelPages("/");
    /// </code></example>
    public static IEndpointConventionBuilder MapModelPages(this IEndpointRouteBuilder endpoints, string pattern = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Contains('{')) throw Throw.PagesWithParameter(pattern);
        ILogger logger = endpoints.ServiceProvider.GetService<ILogger<ServedModel>>() ?? NullLogger<ServedModel>.Instance;
        var pages = new PageEndpoint(ModelCatalog.Of(endpoints.ServiceProvider), logger);
        var root = pattern.TrimEnd('/');
        RequestDelegate home = pages.HomeAsync, one = pages.ModelAsync;
        return new EndpointGroup([
            endpoints.MapGet(root, home).ExcludeFromDescription(),
            endpoints.MapPost(root, home).ExcludeFromDescription(),
            endpoints.MapGet($"{root}/{PageAddress.Folder}/{{{PageAddress.Name}}}", one).ExcludeFromDescription(),
            endpoints.MapPost($"{root}/{PageAddress.Folder}/{{{PageAddress.Name}}}", one).ExcludeFromDescription()]);
    }
}
