using Microsoft.Extensions.Logging;

namespace Layers.AspNetCore;

/// <summary>Compares the rows of sampled requests with training, many rows at a time, on thread-pool threads.</summary>
internal sealed class SkewSampler(string key, ServedModelOptions options, ILogger logger, Action<SkewReport> report)
{
    private readonly Lock _lock = new();
    private List<WaitingRows> _rows = [];
    // This class keeps the version and not the model, because the model must not stay in memory after it was unloaded or replaced.
    private string? _version;
    private long _requests;
    private int _count;

    /// <summary>Adds the rows of a request, if it is in the sample.</summary>
    /// <param name="loaded">The version that answers the request; the caller has entered it.</param>
    /// <param name="inputs">A tensor for each input; copied.</param>
    /// <param name="rows">The number of rows.</param>
    public void Sample(LoadedModel loaded, TensorData[] inputs, int rows)
    {
        if (rows == 0 || !IsInSample(Interlocked.Increment(ref _requests), options.SkewSample)) return;
        var copy = new WaitingRows(Array.ConvertAll(inputs, input => input[..]), rows);
        List<WaitingRows> full;
        lock (_lock)
        {
            // Rows of an older version do not belong to this model, and windows of another length do not fit into the same tensors.
            if (_version != loaded.Version || (_rows.Count > 0 && !copy.FitsWith(_rows[0])))
                (_rows, _count, _version) = ([], 0, loaded.Version);
            _rows.Add(copy);
            _count += rows;
            if (_count < options.SkewRows) return;
            (full, _rows, _count) = (_rows, [], 0);
        }
        if (!loaded.TryEnter()) return;
        ThreadPool.UnsafeQueueUserWorkItem(_ => Check(loaded, full), null);
    }

    /// <summary>Returns whether a request is in the sample. The sample is spread evenly over the requests, without random
    /// numbers.</summary>
    internal static bool IsInSample(long request, double share) => Math.Floor(request * share) > Math.Floor((request - 1) * share);

    private void Check(LoadedModel loaded, List<WaitingRows> rows)
    {
        try
        {
            var found = loaded.Model.CheckAll(BatchRows.Join(rows));
            ServingMetrics.Skewed(key, found);
            if (found.Verdict == SkewVerdict.Alike) Log.Alike(logger, key, found.Rows, options.SkewSample);
            else Log.Skewed(logger, key, found.Rows, options.SkewSample, found);
            report(found);
        }
        catch (Exception fault)
        {
            // Also catches exceptions of subscribers, which must not end the process.
            Log.CheckFailed(logger, key, fault);
        }
        finally
        {
            loaded.Leave();
        }
    }
}
