using System.Diagnostics;

namespace Layers.AspNetCore;

/// <summary>The names of the metrics and traces of serving, in OpenTelemetry's conventions.</summary>
/// <example><code>
/// builder.Services.AddOpenTelemetry()
///     .WithMetrics(metrics => metrics.AddMeter(ServingTelemetry.MeterName))
///     .WithTracing(tracing => tracing.AddSource(ServingTelemetry.ActivitySourceName));
/// </code></example>
public static class ServingTelemetry
{
    /// <summary>The name of the meter: <c>Layers.AspNetCore</c>.</summary>
    public const string MeterName = "Layers.AspNetCore";

    /// <summary>The name of the activity source: <c>Layers.AspNetCore</c>.</summary>
    public const string ActivitySourceName = "Layers.AspNetCore";

    internal const string ModelName = "layers.model.name";
    internal const string ModelVersion = "layers.model.version";
    internal const string Protocol = "layers.serving.protocol";
    internal const string Rows = "layers.serving.rows";
    internal const string Verdict = "layers.skew.verdict";
    internal const string ErrorType = "error.type";

    private static readonly ActivitySource s_source = new(ActivitySourceName);

    /// <summary>Starts the span of a request; null if there is no listener.</summary>
    internal static Activity? StartPredict(string key, string protocol)
    {
        if (!s_source.HasListeners()) return null;
        var span = s_source.StartActivity($"predict {key}");
        return span?.SetTag(ModelName, key).SetTag(Protocol, protocol);
    }

    /// <summary>Starts the span of loading a file; null if there is no listener.</summary>
    internal static Activity? StartLoad(string key) =>
        s_source.HasListeners() ? s_source.StartActivity($"load {key}")?.SetTag(ModelName, key) : null;
}
