using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Layers.AspNetCore;

/// <summary>The metrics of serving; docs/serving.md has them as a table.</summary>
internal static class ServingMetrics
{
    private static readonly Meter s_meter = new(ServingTelemetry.MeterName);

    // The bucket boundaries that OpenTelemetry recommends for durations of requests.
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram(
        "layers.serving.request.duration", "s", "The duration of requests, with reading the body and without sending the answer.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    private static readonly Histogram<int> s_batches = s_meter.CreateHistogram(
        "layers.serving.batch.rows", "{row}", "The number of rows in a batch.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096] });

    private static readonly Counter<long> s_rows = s_meter.CreateCounter<long>("layers.serving.rows", "{row}", "Rows that were answered.");
    private static readonly Counter<long> s_failures =
        s_meter.CreateCounter<long>("layers.serving.failures", "{request}", "Requests that were not answered, by the kind of failure.");
    private static readonly Counter<long> s_loads =
        s_meter.CreateCounter<long>("layers.serving.loads", "{load}", "Models that were loaded from a file.");
    private static readonly Counter<long> s_swaps =
        s_meter.CreateCounter<long>("layers.serving.swaps", "{swap}", "Models that replaced an older version.");
    private static readonly Counter<long> s_loadFailures =
        s_meter.CreateCounter<long>("layers.serving.load.failures", "{load}", "Files that could not be loaded, by the kind of failure.");
    private static readonly Counter<long> s_skewed =
        s_meter.CreateCounter<long>("layers.serving.skew.features", "{feature}",
            "Features of each report that differ from training, by verdict.");

    /// <summary>Whether a listener records the durations of requests.</summary>
    public static bool IsTimed => s_duration.Enabled;

    public static void Batch(string key, int rows)
    {
        if (s_batches.Enabled) s_batches.Record(rows, Of(key));
    }

    public static void Answered(string key, string protocol, int rows, double seconds)
    {
        if (s_rows.Enabled) s_rows.Add(rows, Of(key));
        if (s_duration.Enabled) s_duration.Record(seconds, Of(key), new(ServingTelemetry.Protocol, protocol));
    }

    public static void Failed(string key, string protocol, string kind, double seconds)
    {
        if (s_failures.Enabled) s_failures.Add(1, Of(key), new KeyValuePair<string, object?>(ServingTelemetry.ErrorType, kind));
        if (s_duration.Enabled)
            s_duration.Record(seconds,
                new TagList { Of(key), { ServingTelemetry.Protocol, protocol }, { ServingTelemetry.ErrorType, kind } });
    }

    public static void Loaded(string key, bool isSwap)
    {
        s_loads.Add(1, Of(key));
        if (isSwap) s_swaps.Add(1, Of(key));
    }

    public static void LoadFailed(string key, Exception fault) =>
        s_loadFailures.Add(1, Of(key), new KeyValuePair<string, object?>(ServingTelemetry.ErrorType, FailureKind.OfLoad(fault)));

    public static void Skewed(string key, SkewReport report)
    {
        foreach (var verdict in report.Skewed.GroupBy(feature => feature.Verdict))
            s_skewed.Add(verdict.Count(), Of(key),
                new KeyValuePair<string, object?>(ServingTelemetry.Verdict, verdict.Key.ToString().ToLowerInvariant()));
    }

    private static KeyValuePair<string, object?> Of(string key) => new(ServingTelemetry.ModelName, key);
}
