using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>Maps pages on which people look at models and try them.</summary>
public static class ModelPages
{
    /// <summary>Maps the pages of all models that <see cref="ModelEndpoints.MapModel"/> maps, before or after this call. Each page has the
    /// report on the model and a form with a field for each column. The answer to the form has the prediction and the differences of the
    /// row from training. The route shows the page of the only model, or a list of several models. The page of each model is also at
    /// <c>pages/{name}</c> below the route.</summary>
    /// <remarks>The pages have no scripts and load nothing from other sites. They show every model of the application, also those of
    /// protected routes. So protect the pages as strictly as the most protected model:
    /// <c>app.MapModelPages().RequireAuthorization()</c>.</remarks>
    /// <param name="endpoints">The application, or a group of routes.</param>
    /// <param name="pattern">The route, without parameters; default <c>/</c>.</param>
    /// <returns>All pages as a group, for example for <c>RequireAuthorization</c>.</returns>
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
