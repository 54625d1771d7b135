using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Layers.AspNetCore;

/// <summary>The health check of an application's models: each loads, and predicts as when it was saved.</summary>
internal sealed class ModelsHealthCheck(ModelCatalog catalog) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (worst, reasons, data) = (HealthStatus.Healthy, new List<string>(), new Dictionary<string, object>());
        foreach (var model in catalog.All())
        {
            var (status, reason) = await CheckAsync(model, cancellationToken).ConfigureAwait(false);
            worst = status < worst ? status : worst;
            if (reason is not null) reasons.Add(reason);
            data[model.Key] = model.Version ?? "not loaded";
        }
        // The application may have registered another status for a failed check.
        if (worst == HealthStatus.Unhealthy) worst = context.Registration.FailureStatus;
        return new HealthCheckResult(worst, reasons.Count == 0 ? null : string.Join(" ", reasons), data: data);
    }

    private static async Task<(HealthStatus, string?)> CheckAsync(ServedModel model, CancellationToken stop)
    {
        if (!await model.IsReadyAsync(stop).ConfigureAwait(false))
            return (HealthStatus.Unhealthy, $"'{model.Key}' is not served: {model.Fault}");
        // A model that was unloaded because it was idle is healthy, and is not loaded for this check.
        if (model.CheckRow() is { IsHealthy: false } report)
            return (HealthStatus.Unhealthy, $"'{model.Key}': {Problem.LineOf(report.ToString())}");
        return model.Fault is { } fault
            ? (HealthStatus.Degraded,
            $"'{model.Key}' is served from its previous version, because the current file does not load: {Problem.LineOf(fault)}")
            : (HealthStatus.Healthy, null);
    }
}
