using System.Diagnostics;

namespace Layers.AspNetCore;

/// <summary>Measures and traces one request.</summary>
/// <param name="key">The key of the model.</param>
/// <param name="protocol">The protocol of the request: <see cref="Code"/>, <see cref="RecordsOverHttp"/>, <see cref="InferenceV2"/> or
/// <see cref="Page"/>.</param>
internal sealed class ServedRequest(string key, string protocol) : IDisposable
{
    public const string Code = "code", RecordsOverHttp = "records", InferenceV2 = "v2", Page = "page";

    private readonly Activity? _span = ServingTelemetry.StartPredict(key, protocol);
    private readonly long _start = ServingMetrics.IsTimed ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Records an answer.</summary>
    public void Answered(string version, int rows)
    {
        ServingMetrics.Answered(key, protocol, rows, Seconds);
        _span?.SetTag(ServingTelemetry.ModelVersion, version).SetTag(ServingTelemetry.Rows, rows);
    }

    /// <summary>Records a failure.</summary>
    public void Failed(Exception fault)
    {
        var kind = FailureKind.OfRequest(fault);
        ServingMetrics.Failed(key, protocol, kind, Seconds);
        _span?.SetTag(ServingTelemetry.ErrorType, kind).SetStatus(ActivityStatusCode.Error, fault.Message);
    }

    public void Dispose() => _span?.Dispose();

    private double Seconds => _start == 0 ? 0 : Stopwatch.GetElapsedTime(_start).TotalSeconds;
}
