using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>The log messages of serving.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "The model '{Model}' is served from {Path}, version {Version}; loading took {Milliseconds:F0} ms.")]
    public static partial void Loaded(ILogger logger, string model, string path, string version, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "The file {Path} of the model '{Model}' cannot be loaded; {Consequence}.")]
    public static partial void LoadFailed(ILogger logger, string model, string path, string consequence, Exception fault);

    [LoggerMessage(3, LogLevel.Warning,
        "The model '{Model}', version {Version}, predicts the health row of its file differently than when it was saved. {Report}")]
    public static partial void Unhealthy(ILogger logger, string model, string version, HealthReport report);

    [LoggerMessage(4, LogLevel.Information, "The model '{Model}' had no request for {Idle} and is unloaded; the next request loads it.")]
    public static partial void Unloaded(ILogger logger, string model, TimeSpan idle);

    [LoggerMessage(5, LogLevel.Information,
        "The model '{Model}': {Rows} rows of requests, sampled with a share of {Share}, look like training.")]
    public static partial void Alike(ILogger logger, string model, long rows, double share);

    [LoggerMessage(6, LogLevel.Warning,
        "The model '{Model}': {Rows} rows of requests, sampled with a share of {Share}, do not look like training. {Report}")]
    public static partial void Skewed(ILogger logger, string model, long rows, double share, SkewReport report);

    [LoggerMessage(7, LogLevel.Warning, "The model '{Model}': the rows of requests could not be compared with training.")]
    public static partial void CheckFailed(ILogger logger, string model, Exception fault);

    [LoggerMessage(8, LogLevel.Error, "The model '{Model}' failed to answer a request.")]
    public static partial void RequestFailed(ILogger logger, string model, Exception fault);
}
