using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Layers.AspNetCore;

/// <summary>A model that is served: loaded from its file when it is first asked, exchanged when the file is replaced, and let go when
/// nobody asks any more. Any number of threads may ask at once.</summary>
/// <remarks>
/// <para>A request is answered by one version of the file, and the answer says which. A request that begins after an answer of a new
/// version is never answered by an older one. Requests that began before end with the version that they began with.</para>
/// <para>Replace the file as a whole: write a file beside it and move that into its place, as <c>model.Save</c> does. A file that does not
/// load changes nothing: the version before is served on, and <see cref="Fault"/> and the health check say what is wrong.</para>
/// <para>Requests that come while the model is busy are predicted together. Where the row engine predicts, a row's answer has the same bits
/// whichever rows it is predicted with; ONNX Runtime may add up in another order for another number of rows, and then answers differ in
/// their last digits.</para>
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
    private volatile bool _isLetGo;
    private volatile bool _isDisposed;
    private FileStamp _seen = FileStamp.None;
    private long _lastLook, _lastUse, _lastTry;
    private int _events;

    /// <summary>A model in a file, without a web application. In one, <c>AddModel</c> makes it.</summary>
    /// <param name="path">The file, which need not be there yet; made absolute by the current directory.</param>
    /// <param name="options">How it is served; <see langword="null"/> for the defaults. They are copied.</param>
    /// <param name="logger">Told of swaps, faults and skew; <see langword="null"/> for nobody.</param>
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
                Time.CreateTimer(static state => ((ServedModel)state!).LetGoIfIdle(), this, _options.IdleTimeout, _options.IdleTimeout / 4);
    }

    /// <summary>Told of each <see cref="SkewReport"/>: the sampled rows of requests compared with training, see
    /// <see cref="ServedModelOptions.SkewSample"/>. On a thread of the pool.</summary>
    public event EventHandler<SkewReport>? SkewReported;

    /// <summary>What the model is called: its file name without the ending.</summary>
    public string Key { get; }

    /// <summary>The absolute path of its file.</summary>
    public string Path { get; }

    /// <summary>The version that is loaded, as the SHA-256 of its file, 64 hexadecimal digits in lower case; <see langword="null"/> where
    /// none is.</summary>
    public string? Version => _current?.Version;

    /// <summary>Why the file of now is not the one that is served; <see langword="null"/> where it is, or nobody asked yet.</summary>
    public string? Fault => _fault?.Message;

    internal ServedModelOptions Options => _options;

    private TimeProvider Time => _options.TimeProvider;

    /// <summary>Loads the file of now, unless it is loaded already, and returns when it is served: requests that begin afterwards get no
    /// older version.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The version that is served.</returns>
    /// <exception cref="ModelUnavailableException">The file cannot be loaded; the version before is served on, where there is one. The
    /// inner exception says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string> ReloadAsync(CancellationToken cancellation = default)
    {
        await LoadAsync(LoadWhen.Always, cancellation).ConfigureAwait(false);
        if (_fault is { } fault) throw Throw.NotLoaded(Key, fault);
        return Version ?? throw Throw.Ended(Key);
    }

    /// <summary>What goes into the model and what comes out.</summary>
    /// <param name="cancellation">Stops waiting for the file to load.</param>
    /// <exception cref="ModelUnavailableException">No version of the file was ever loaded.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
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

    /// <summary>Serves no more. Requests that have begun are answered; the model is freed with the last of them.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _changes.Dispose();
        _idle?.Dispose();
        // Whoever loads now finds out afterwards that it is too late.
        Interlocked.Exchange(ref _current, null)?.Release();
    }

    /// <summary>What a model is called: its file name without the ending.</summary>
    internal static string KeyOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    /// <summary>The version of now, entered; the caller leaves it.</summary>
    /// <param name="isUse">Whether the model is kept for it, so that it is not let go.</param>
    /// <param name="cancellation">Stops waiting for the file to load.</param>
    /// <exception cref="ModelUnavailableException">No version was ever loaded.</exception>
    internal ValueTask<LoadedModel> EnterAsync(bool isUse, CancellationToken cancellation)
    {
        var now = Time.GetTimestamp();
        if (isUse) Volatile.Write(ref _lastUse, now);
        if (Time.GetElapsedTime(Volatile.Read(ref _lastLook), now) >= _options.CheckInterval)
        {
            Volatile.Write(ref _lastLook, now);
            // In the background, so that no request waits for a disk. Where nothing is loaded, the request does it.
            if (_current is not null) _ = Task.Run(() => LoadAsync(LoadWhen.Changed, CancellationToken.None), CancellationToken.None);
        }
        return TryEnter() is { } loaded ? ValueTask.FromResult(loaded) : FirstAsync(cancellation);
    }

    /// <summary>Whether a request would be answered, after a look at the file. A model that was never loaded is loaded to find out; one
    /// that was let go answered before, and is not.</summary>
    internal async ValueTask<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (_isLetGo && _fault is null) return !_isDisposed;
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

    /// <summary>Predicts the row of the file that is served; null where the file has none, or nothing is loaded.</summary>
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
        // One that was released a moment ago has a newer one in its place.
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

    // An event of the file system. While one is attended to, those that come meanwhile are one more.
    private void Changed()
    {
        // Nobody asked yet: there is nothing that would become stale.
        if (_isDisposed || _current is null || Interlocked.Increment(ref _events) > 1) return;
        _ = Task.Run(async () =>
        {
            int done;
            do
            {
                done = Volatile.Read(ref _events);
                await LoadAsync(LoadWhen.Always, CancellationToken.None).ConfigureAwait(false);
            }
            while (Interlocked.Add(ref _events, -done) > 0);
        });
    }

    // Afterwards the file of now is served, or there is a fault, or this was disposed.
    private async Task LoadAsync(LoadWhen when, CancellationToken cancellation)
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
        if (when == LoadWhen.Always) return true;
        if (when == LoadWhen.Missing && _current is not null) return false;
        if (stamp != _seen || (_current is null && _fault is null)) return true;
        // What a file lacks is not mended without a change, but it may become readable.
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
            // Whatever a file does to its reader, the version before is served on. The same fault again and again is told once.
            if (_fault?.Message != fault.Message)
                Log.LoadFailed(_logger, Key, Path, Version is null ? "nothing is served" : "the version before is served on", fault);
            _fault = fault;
            ServingMetrics.LoadFailed(Key, fault);
            span?.SetStatus(ActivityStatusCode.Error, fault.Message);
        }
        (_seen, _lastTry) = (stamp, Time.GetTimestamp());
    }

    private void Swap(LoadedModel loaded, TimeSpan took)
    {
        var old = Interlocked.Exchange(ref _current, loaded);
        _isLetGo = false;
        old?.Release();
        // Who disposed meanwhile found nothing of it, or did.
        if (_isDisposed) Interlocked.Exchange(ref _current, null)?.Release();
        ServingMetrics.Loaded(Key, isSwap: old is not null);
        Log.Loaded(_logger, Key, Path, loaded.Version, took.TotalMilliseconds);
        if (loaded.Health is { IsHealthy: false } report) Log.Unhealthy(_logger, Key, loaded.Version, report);
    }

    private void LetGoIfIdle()
    {
        // While the file of now cannot be loaded, what is served could not be had again. And who loads does it because somebody asks.
        if (_current is null || _fault is not null || !IsIdle || !_loading.Wait(0)) return;
        try
        {
            if (_fault is not null || !IsIdle) return;
            _isLetGo = true;
            Interlocked.Exchange(ref _current, null)?.Release();
            Log.LetGo(_logger, Key, _options.IdleTimeout);
        }
        finally
        {
            _loading.Release();
        }
    }

    private bool IsIdle => Time.GetElapsedTime(Volatile.Read(ref _lastUse)) >= _options.IdleTimeout;
}
