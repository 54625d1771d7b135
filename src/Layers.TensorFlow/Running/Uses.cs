namespace Layers.TensorFlow;

/// <summary>Counts the users of a resource that is freed when it is closed and has no more users.</summary>
/// <param name="free">Frees the resource: once, on the thread that closes it or that ends the last use.</param>
internal sealed class Uses(Action free)
{
    private readonly Lock _lock = new();
    private int _count;
    private bool _isClosed;

    /// <summary>Starts a use, which ends when it is disposed; null after <see cref="Close"/>.</summary>
    public Use? Begin()
    {
        lock (_lock)
        {
            if (_isClosed) return null;
            _count++;
            return new Use(this);
        }
    }

    /// <summary>Closes the resource to new uses; uses that have started continue.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            if (_count > 0) return;
        }
        free();
    }

    private void End()
    {
        lock (_lock)
        {
            _count--;
            if (_count > 0 || !_isClosed) return;
        }
        free();
    }

    /// <summary>One use.</summary>
    internal readonly struct Use(Uses uses) : IDisposable
    {
        public void Dispose() => uses.End();
    }
}
