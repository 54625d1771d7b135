namespace Layers.AspNetCore;

/// <summary>Runs a model for requests that come at the same time. Who finds it idle runs at once; what comes meanwhile becomes the next
/// batch.</summary>
/// <remarks>A batch that fails is run again request by request, so that each request fails for its own rows alone.</remarks>
internal sealed class Batcher
{
    private readonly Lock _lock = new();
    private readonly Queue<WaitingRows> _waiting = new();
    private readonly ServedModelOptions _options;
    private readonly Func<TensorData[], IReadOnlyList<TensorData>> _run;
    private readonly PredictionShape _shape;
    private readonly bool _joins;
    private readonly bool _waits;
    private int _running;
    private long _waitingRows;

    /// <param name="key">Of the model, for messages and metrics.</param>
    /// <param name="options">How many rows and batches.</param>
    /// <param name="run">Runs the model.</param>
    /// <param name="shape">What its numbers are.</param>
    /// <param name="joins">Whether rows of several requests may be predicted together, and those of one in parts.</param>
    /// <param name="waits">Whether requests wait while others run; otherwise each runs at once, on its own thread.</param>
    public Batcher(string key, ServedModelOptions options, Func<TensorData[], IReadOnlyList<TensorData>> run, PredictionShape shape,
        bool joins, bool waits) =>
        (Key, _options, _run, _shape, _joins, _waits) = (key, options, run, shape, joins, waits);

    /// <summary>The key of the model.</summary>
    public string Key { get; }

    /// <summary>Takes the model, if nobody waits for it; the caller calls <see cref="End"/> afterwards.</summary>
    public bool TryBegin()
    {
        if (!_waits) return true;
        lock (_lock)
        {
            if (_waiting.Count > 0 || _running >= _options.MaxConcurrentBatches) return false;
            _running++;
            return true;
        }
    }

    /// <summary>Gives the model back. What waits is run by another thread, so that the caller's own answer is not late.</summary>
    public void End()
    {
        if (!_waits) return;
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return;
            }
        }
        ThreadPool.UnsafeQueueUserWorkItem(static batcher => batcher.RunWaiting(), this, preferLocal: false);
    }

    /// <summary>Runs the model, now or with the next batch.</summary>
    /// <param name="inputs">A tensor for each input, with the batch first. Nothing writes to them until the result is there.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="cancellation">Leaves the batch, if it has not begun.</param>
    /// <exception cref="ModelUnavailableException">Too many rows wait.</exception>
    public Task<BatchPart> RunAsync(TensorData[] inputs, int rows, CancellationToken cancellation)
    {
        if (!TryBegin()) return Wait(new WaitingRows(inputs, rows), cancellation);
        try
        {
            return Task.FromResult(new BatchPart(Run(inputs, rows), 0, rows));
        }
        finally
        {
            End();
        }
    }

    /// <summary>Runs the model on this thread; the caller has begun.</summary>
    public BatchOutput Run(TensorData[] inputs, int rows)
    {
        ServingMetrics.Batch(Key, rows);
        if (!_joins || rows <= _options.MaxBatchRows) return new BatchOutput(_shape, _run(inputs));
        return new BatchOutput(_shape, BatchRows.Join([.. BatchRows.Split(inputs, rows, _options.MaxBatchRows).Select(_run)]));
    }

    private async Task<BatchPart> Wait(WaitingRows request, CancellationToken cancellation)
    {
        // Before it waits, so that a request which was given up already takes no place.
        cancellation.ThrowIfCancellationRequested();
        Add(request);
        await using var registration =
            cancellation.UnsafeRegister(static (state, token) => ((WaitingRows)state!).TrySetCanceled(token), request)
                .ConfigureAwait(false);
        return await request.Task.ConfigureAwait(false);
    }

    private void Add(WaitingRows request)
    {
        lock (_lock)
        {
            if (_waitingRows > 0 && _waitingRows + request.Rows > _options.MaxWaitingRows)
                throw Throw.TooManyWait(Key, _options.MaxWaitingRows);
            _waitingRows += request.Rows;
            _waiting.Enqueue(request);
            // Whoever ran may have ended between the caller's look and this one.
            if (_running >= _options.MaxConcurrentBatches) return;
            _running++;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static batcher => batcher.RunWaiting(), this, preferLocal: false);
    }

    private void RunWaiting()
    {
        while (Next() is { Count: > 0 } batch) RunBatch(batch);
    }

    // The requests of the next batch; none, and the model is given back, where nobody waits.
    private List<WaitingRows> Next()
    {
        var batch = new List<WaitingRows>();
        var rows = 0;
        lock (_lock)
        {
            while (_waiting.TryPeek(out var next))
            {
                var isGivenUp = next.Task.IsCompleted;
                if (!isGivenUp && batch.Count > 0 && (!_joins || rows + next.Rows > _options.MaxBatchRows || !next.FitsWith(batch[0])))
                    break;
                _waiting.Dequeue();
                _waitingRows -= next.Rows;
                if (isGivenUp) continue;
                batch.Add(next);
                rows += next.Rows;
            }
            if (batch.Count == 0) _running--;
        }
        return batch;
    }

    private void RunBatch(List<WaitingRows> batch)
    {
        try
        {
            var output = Run(BatchRows.Join(batch), batch.Sum(request => request.Rows));
            var first = 0;
            foreach (var request in batch)
            {
                request.TrySetResult(new BatchPart(output, first, request.Rows));
                first += request.Rows;
            }
        }
        catch (Exception fault) when (batch.Count == 1)
        {
            batch[0].TrySetException(fault);
        }
        catch (Exception)
        {
            // One of them has rows that the model refuses: each alone, so that messages name its own rows.
            foreach (var request in batch) RunBatch([request]);
        }
    }
}
