namespace Layers.AspNetCore;

/// <summary>Runs a model for concurrent requests. A request that finds the model idle runs at once. Requests that arrive while it runs
/// become the next batch.</summary>
/// <remarks>If a batch fails, each of its requests runs alone, so that a request fails only for its own rows.</remarks>
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

    /// <param name="key">The key of the model, for messages and metrics.</param>
    /// <param name="options">The limits of rows and batches.</param>
    /// <param name="run">Runs the model.</param>
    /// <param name="shape">The outputs of the model, and the meaning of their numbers.</param>
    /// <param name="joins">Whether rows of several requests may be predicted together, and rows of one request in parts.</param>
    /// <param name="waits">Whether requests wait while others run; if not, each runs at once on its own thread.</param>
    public Batcher(string key, ServedModelOptions options, Func<TensorData[], IReadOnlyList<TensorData>> run, PredictionShape shape,
        bool joins, bool waits) =>
        (Key, _options, _run, _shape, _joins, _waits) = (key, options, run, shape, joins, waits);

    /// <summary>The key of the model.</summary>
    public string Key { get; }

    /// <summary>Takes the model, unless requests wait for it or the maximum of batches is running. If this method returns true, the caller
    /// must call <see cref="End"/>.</summary>
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

    /// <summary>Gives the model back. Another thread runs the waiting requests, so that the answer of the caller is not delayed.</summary>
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

    /// <summary>Runs the model, at once or with the next batch.</summary>
    /// <param name="inputs">A tensor for each input, with the batch axis first. The caller must not write to them before the task
    /// ends.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="cancellation">Removes the request from the batch, if the batch has not started.</param>
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

    /// <summary>Runs the model on this thread. The caller has taken the model with <see cref="TryBegin"/>.</summary>
    public BatchOutput Run(TensorData[] inputs, int rows)
    {
        ServingMetrics.Batch(Key, rows);
        if (!_joins || rows <= _options.MaxBatchRows) return new BatchOutput(_shape, _run(inputs));
        return new BatchOutput(_shape, BatchRows.Join([.. BatchRows.Split(inputs, rows, _options.MaxBatchRows).Select(_run)]));
    }

    private async Task<BatchPart> Wait(WaitingRows request, CancellationToken cancellation)
    {
        // A request that is already cancelled must not enter the queue.
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
            // The model may have become idle after the caller's TryBegin.
            if (_running >= _options.MaxConcurrentBatches) return;
            _running++;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static batcher => batcher.RunWaiting(), this, preferLocal: false);
    }

    private void RunWaiting()
    {
        while (Next() is { Count: > 0 } batch) RunBatch(batch);
    }

    // Returns the requests of the next batch. If there are none, returns an empty list and marks the model as idle.
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
            // The model refuses rows of one of the requests. Each runs alone, so that the message has the row numbers of its own request.
            foreach (var request in batch) RunBatch([request]);
        }
    }
}
