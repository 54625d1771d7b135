using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Layers.AspNetCore;

/// <summary>Health checks of the models of an application.</summary>
public static class ModelHealthChecks
{
    /// <summary>Adds a check of all models, added or mapped: each loads, and predicts the row of its file, where it has one
    /// (<see cref="SaveOptions.HealthRow"/>), as when it was saved.</summary>
    /// <remarks>Healthy: the files of now are served. Degraded: a file was replaced by one that does not load, and the version before is
    /// served on. Unhealthy: a model was never loaded, or predicts otherwise than when it was saved. The data has the version of each
    /// model.</remarks>
    /// <param name="checks">The health checks.</param>
    /// <param name="name">What the check is called; default <c>models</c>.</param>
    /// <param name="tags">Its tags; <see langword="null"/> for none.</param>
    /// <returns>The health checks.</returns>
    /// <example><code>
    /// builder.Services.AddHealthChecks().AddModels();
    /// app.MapHealthChecks("/health");
    /// </code></example>
    public static IHealthChecksBuilder AddModels(this IHealthChecksBuilder checks, string name = "models", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        // Checks run in scopes, and the models are of the application.
        checks.Services.TryAddSingleton(static provider => new ModelCatalog(provider));
        return checks.Add(
            new HealthCheckRegistration(name, provider =>
                new ModelsHealthCheck(provider.GetRequiredService<ModelCatalog>()), failureStatus: null, tags));
    }
}
