using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>A model that is served from its file: loaded on the first request, swapped when the file is replaced, and unloaded when it is
/// idle. It is safe for any number of threads.</summary>
/// <remarks>
/// <para>Each request is answered by one version of the file, and the answer has the version. A request that starts after an answer of a
/// new version is never answered by an older one. A request that started earlier ends with the version that it started with.</para>
/// <para>Replace the file atomically: write a new file beside it and move that over it, as <c>model.Save</c> does. If the new file does not
/// load, the previous version is still served, and <see cref="Fault"/> and the health check have the reason.</para>
/// <para>Requests that arrive while a large model is busy are predicted together; those of a small one do not wait, see
/// <see cref="ServedModelOptions.MaxConcurrentBatches"/>. If the row engine predicts, the answer for a row has the same bits in any batch.
/// ONNX Runtime may sum in another order for another number of rows, so answers may differ in their last digits.</para>
/// </remarks>
/// <example><code>
/// builder.Services.AddModel("penguins.keras");
/// app.MapPost("/triage", async ([FromKeyedServices("penguins")] ServedModel model, Penguin bird, CancellationToken stop) =>
///     (await model.PredictAsync(bird, stop)).Prediction.Label);
/// </code></example>
public sealed partial class ServedModel : IDisposable
{
    private readonly ServedModelOptions _options;
    private readonly PredictOptions _predict;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly FileChanges _changes;
    private readonly ITimer? _idle;
    private readonly SkewSampler? _skew;

    private volatile LoadedModel? _current;
    private volatile Exception? _fault;
    private volatile bool _isUnloaded;
    private volatile bool _isDisposed;
    private FileStamp _seen = FileStamp.None;
    private long _lastLook, _lastUse, _lastTry;
    private int _events;

    /// <summary>Makes a served model without a web application. In a web application, use <c>AddModel</c>.</summary>
    /// <param name="path">The file, relative to the current directory. It need not exist yet.</param>
    /// <param name="options">The options, which are copied; <see langword="null"/>, the default, for the default options.</param>
    /// <param name="logger">The logger for swaps, faults and skew; <see langword="null"/>, the default, for none.</param>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of range.</exception>
    public ServedModel(string path, ServedModelOptions? options = null, ILogger<ServedModel>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
        Key = KeyOf(path);
        _options = (options ?? new ServedModelOptions()).Checked(Key);
        _predict = _options.ToPredictOptions();
        _logger = logger ?? (ILogger)NullLogger.Instance;
        _lastUse = Time.GetTimestamp();
        if (_options.SkewSample > 0) _skew = new SkewSampler(Key, _options, _logger, report => SkewReported?.Invoke(this, report));
        _changes = new FileChanges(Path, Changed);
        if (_options.IdleTimeout != Timeout.InfiniteTimeSpan)
            _idle =
                Time.CreateTimer(static state => ((ServedModel)state!).UnloadIfIdle(), this, _options.IdleTimeout,
                _options.IdleTimeout / 4);
    }

    /// <summary>Occurs for each <see cref="SkewReport"/>, which compares sampled rows of requests with training; see
    /// <see cref="ServedModelOptions.SkewSample"/>. Raised on a thread-pool thread.</summary>
    public event EventHandler<SkewReport>? SkewReported;

    /// <summary>The key of the model: its file name without the extension.</summary>
    public string Key { get; }

    /// <summary>The absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>The version that is loaded: the SHA-256 of its file, 64 hexadecimal digits in lower case; <see langword="null"/> if none is
    /// loaded.</summary>
    public string? Version => _current?.Version;

    /// <summary>The reason why the current file is not served; <see langword="null"/> if it is served, or if there was no request
    /// yet.</summary>
    public string? Fault => _fault?.Message;

    internal ServedModelOptions Options => _options;

    private TimeProvider Time => _options.TimeProvider;

    /// <summary>Loads the current file, unless it is loaded already. Requests that start after this task ends get no older
    /// version.</summary>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>The version that is served.</returns>
    /// <exception cref="ModelUnavailableException">The file cannot be loaded; the inner exception has the reason. The previous version, if
    /// there is one, is still served.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<string> ReloadAsync(CancellationToken cancellation = default)
    {
        await LoadAsync(LoadWhen.Always, cancellation).ConfigureAwait(false);
        if (_fault is { } fault) throw Throw.NotLoaded(Key, fault);
        return Version ?? throw Throw.Ended(Key);
    }

    /// <summary>Returns the columns and the outputs of the model.</summary>
    /// <param name="cancellation">Cancels the wait for the file to load.</param>
    /// <exception cref="ModelUnavailableException">No version of the file was ever loaded.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask<ModelSignature> GetSignatureAsync(CancellationToken cancellation = default)
    {
        var loaded = await EnterAsync(isUse: false, cancellation).ConfigureAwait(false);
        try
        {
            return loaded.Shape.Signature;
        }
        finally
        {
            loaded.Leave();
        }
    }

    /// <summary>Stops serving. Requests that have started are answered; the last one disposes the model.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _changes.Dispose();
        _idle?.Dispose();
        // A thread that is loading a model checks _isDisposed afterwards.
        Interlocked.Exchange(ref _current, null)?.Release();
    }

    /// <summary>Returns the key of a file: its name without the extension.</summary>
    internal static string KeyOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>Enters the current version; the caller must leave it.</summary>
    /// <param name="isUse">Whether this counts as a request, so that the model is not idle.</param>
    /// <param name="cancellation">Cancels the wait for the file to load.</param>
    /// <exception cref="ModelUnavailableException">No version was ever loaded.</exception>
    internal ValueTask<LoadedModel> EnterAsync(bool isUse, CancellationToken cancellation)
    {
        var now = Time.GetTimestamp();
        if (isUse) Volatile.Write(ref _lastUse, now);
        if (Time.GetElapsedTime(Volatile.Read(ref _lastLook), now) >= _options.CheckInterval)
        {
            Volatile.Write(ref _lastLook, now);
            // In the background, so that no request waits for the disk. If no model is loaded, the request loads it itself.
            if (_current is not null) _ = Task.Run(() => LoadAsync(LoadWhen.Changed, CancellationToken.None), CancellationToken.None);
        }
        return TryEnter() is { } loaded ? ValueTask.FromResult(loaded) : FirstAsync(cancellation);
    }

    /// <summary>Returns whether a request would be answered, after a check of the file. Loads a model that was never loaded. A model that
    /// was unloaded because it was idle is ready, and is not loaded.</summary>
    internal async ValueTask<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (_isUnloaded && _fault is null) return !_isDisposed;
        if (_current is not null) await LoadAsync(LoadWhen.Changed, cancellation).ConfigureAwait(false);
        try
        {
            (await EnterAsync(isUse: false, cancellation).ConfigureAwait(false)).Leave();
            return true;
        }
        catch (ModelUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Predicts the health row of the served file; null if the file has none, or no model is loaded.</summary>
    internal HealthReport? CheckRow()
    {
        if (TryEnter() is not { } loaded) return null;
        try
        {
            return loaded.Model.HealthCheck();
        }
        finally
        {
            loaded.Leave();
        }
    }

    private LoadedModel? TryEnter()
    {
        // If the entry fails, the model was just released, and a newer one has replaced it.
        while (_current is { } current)
            if (current.TryEnter()) return current;
        return null;
    }

    private async ValueTask<LoadedModel> FirstAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_isDisposed) throw Throw.Ended(Key);
            await LoadAsync(LoadWhen.Missing, cancellation).ConfigureAwait(false);
            if (TryEnter() is { } loaded) return loaded;
            if (_fault is { } fault) throw Throw.NotLoaded(Key, fault);
        }
    }

    // Handles an event of the file system. Events that arrive during a load are handled together in one more load.
    private void Changed()
    {
        // Without a loaded model, nothing can be stale.
        if (_isDisposed || _current is null || Interlocked.Increment(ref _events) > 1) return;
        _ = Task.Run(async () =>
        {
            int done;
            do
            {
                done = Volatile.Read(ref _events);
                await LoadAsync(LoadWhen.Written, CancellationToken.None).ConfigureAwait(false);
            }
            while (Interlocked.Add(ref _events, -done) > 0);
        });
    }

    /// <summary>Loads the file under a condition. Afterwards the current file is served, there is a fault, the model stays unloaded, or
    /// this object is disposed.</summary>
    internal async Task LoadAsync(LoadWhen when, CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var stamp = FileStamp.Of(Path);
            if (_isDisposed || !IsToLoad(when, stamp)) return;
            await Task.Run(() => Load(stamp), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _loading.Release();
        }
    }

    private bool IsToLoad(LoadWhen when, FileStamp stamp)
    {
        // A check may have started before the model was unloaded as idle. Only a request loads it again.
        if (_isUnloaded && when is (LoadWhen.Changed or LoadWhen.Written)) return false;
        if (when is LoadWhen.Always or LoadWhen.Written) return true;
        if (when == LoadWhen.Missing && _current is not null) return false;
        if (stamp != _seen || (_current is null && _fault is null)) return true;
        // Invalid data can become valid only by a change of the file, but a file that could not be opened may become readable.
        return _fault is not (null or InvalidDataException) && Time.GetElapsedTime(_lastTry) >= _options.CheckInterval;
    }

    private void Load(FileStamp stamp)
    {
        using var span = ServingTelemetry.StartLoad(Key);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var known = _current?.Version;
            var (model, version) = ModelLoader.Load(Path, known);
            if (model is not null) Swap(new LoadedModel(Key, Path, model, version, _options), Stopwatch.GetElapsedTime(start));
            span?.SetTag(ServingTelemetry.ModelVersion, version);
            _fault = null;
        }
        catch (Exception fault)
        {
            // The previous version is still served after any fault of the file. A fault that repeats is logged once.
            if (_fault?.Message != fault.Message)
                Log.LoadFailed(_logger, Key, Path, Version is null ? "nothing is served" : "the previous version is still served", fault);
            _fault = fault;
            ServingMetrics.LoadFailed(Key, fault);
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
        }
        (_seen, _lastTry) = (stamp, Time.GetTimestamp());
    }

    private void Swap(LoadedModel loaded, TimeSpan took)
    {
        var old = Interlocked.Exchange(ref _current, loaded);
        _isUnloaded = false;
        old?.Release();
        // Dispose may have run before the exchange, and then found only the old model.
        if (_isDisposed) Interlocked.Exchange(ref _current, null)?.Release();
        ServingMetrics.Loaded(Key, isSwap: old is not null);
        Log.Loaded(_logger, Key, Path, loaded.Version, took.TotalMilliseconds);
        if (loaded.Health is { IsHealthy: false } report) Log.Unhealthy(_logger, Key, loaded.Version, report);
    }

    private void UnloadIfIdle()
    {
        // While the current file cannot be loaded, the served version could not be loaded again. While another thread loads, the model is
        // not idle.
        if (_current is null || _fault is not null || !IsIdle || !_loading.Wait(0)) return;
        try
        {
            if (_fault is not null || !IsIdle) return;
            _isUnloaded = true;
            Interlocked.Exchange(ref _current, null)?.Release();
            Log.Unloaded(_logger, Key, _options.IdleTimeout);
        }
        finally
        {
            _loading.Release();
        }
    }

    private bool IsIdle => Time.GetElapsedTime(Volatile.Read(ref _lastUse)) >= _options.IdleTimeout;
}
