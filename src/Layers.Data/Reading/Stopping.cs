using System.Data.Common;

namespace Layers.Data;

/// <summary>Cancels a statement when its token is cancelled. This object repeats the request until it is disposed, because an engine
/// ignores a request for a statement that it has not yet started.</summary>
internal sealed class Stopping : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly DbCommand _command;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public Stopping(DbCommand command, CancellationToken cancellation)
    {
        _command = command;
        _timer = new Timer(_ => Now());
        _registration = cancellation.UnsafeRegister(_ => _timer.Change(TimeSpan.Zero, s_interval), null);
    }

    /// <summary>Sends one request to cancel, whether or not the token is cancelled.</summary>
    public void Now()
    {
        lock (_gate)
        {
            // The command may be closed; its owner disposes this object first.
            if (_isDisposed) return;
            try
            {
                _command.Cancel();
            }
            catch (Exception fault) when (fault is DbException or InvalidOperationException or NotSupportedException)
            {
                // The statement has ended.
            }
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate) _isDisposed = true;
        _timer.Dispose();
    }
}
