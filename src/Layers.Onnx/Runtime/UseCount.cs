namespace Layers.Onnx;

/// <summary>Counts the users of a resource. The resource is freed after its owner has released it and its last user has finished.</summary>
/// <remarks>A finalizer frees a native resource as soon as no reference to it is left, and a call into native code is not a reference. A
/// call of <see cref="Leave"/> in a <c>finally</c> after the native call keeps a reference until then.</remarks>
/// <param name="free">The action that frees the resource; called once.</param>
internal sealed class UseCount(Action free)
{
    // The owner counts as a user.
    private int _users = 1;
    private int _isReleased;

    /// <summary>Starts a use, which <see cref="Leave"/> ends. Returns false, without starting a use, if the owner has released the
    /// resource.</summary>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0 && Volatile.Read(ref _isReleased) == 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users) return true;
            users = seen;
        }
        return false;
    }

    /// <summary>Starts a use, which <see cref="Leave"/> ends.</summary>
    /// <exception cref="ObjectDisposedException">The owner has released the resource.</exception>
    public void Enter(object owner) => ObjectDisposedException.ThrowIf(!TryEnter(), owner);

    /// <summary>Ends a use.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0) free();
    }

    /// <summary>Releases the resource for its owner. A second call does nothing.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0) Leave();
    }
}
