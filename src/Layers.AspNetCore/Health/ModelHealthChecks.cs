using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Layers.AspNetCore;

/// <summary>Adds health checks of models.</summary>
public static class ModelHealthChecks
{
    /// <summary>Adds a health check of all models that were added or mapped. A model is healthy if it loads, and if it predicts the health
    /// row of its file (<see cref="SaveOptions.HealthRow"/>) as when it was saved. A file without a health row only has to load.</summary>
    /// <remarks>Healthy: each model is served from its current file. Degraded: a file was replaced by one that does not load, and the
    /// previous version is still served. Unhealthy: a model was never loaded, or predicts its health row differently than when it was
    /// saved. The data of the result has the version of each model.</remarks>
    /// <param name="checks">The health checks.</param>
    /// <param name="name">The name of the check; default <c>models</c>.</param>
    /// <param name="tags">The tags of the check; <see langword="null"/>, the default, for none.</param>
    /// <returns>The health checks.</returns>
    /// <example><code>
    /// builder.Services.AddHealthChecks().AddModels();
    /// app.MapHealthChecks("/health");
    /// </code></example>
    public static IHealthChecksBuilder AddModels(this IHealthChecksBuilder checks, string name = "models", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        // Checks run in scopes, but the models belong to the application.
        checks.Services.TryAddSingleton(static provider => new ModelCatalog(provider));
        return checks.Add(
            new HealthCheckRegistration(name, provider =>
                new ModelsHealthCheck(provider.GetRequiredService<ModelCatalog>()), failureStatus: null, tags));
    }
}
