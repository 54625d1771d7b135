using System.Data.Common;

namespace Layers.Data;

/// <summary>Tells a statement to stop when it is cancelled: again and again until this is disposed, since an engine does not hear it of a
/// statement that it has yet to begin.</summary>
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

    /// <summary>Tells it once, cancelled or not.</summary>
    public void Now()
    {
        lock (_gate)
        {
            // Whoever closes the command has disposed this first.
            if (_isDisposed) return;
            try
            {
                _command.Cancel();
            }
            catch (Exception fault) when (fault is DbException or InvalidOperationException or NotSupportedException)
            {
                // It has ended by itself.
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
