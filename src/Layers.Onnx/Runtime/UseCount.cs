namespace Layers.Onnx;

/// <summary>Counts the users of something that must be freed: it is freed when its owner has let go of it and its last user is
/// done.</summary>
/// <remarks>What is native is freed by a finalizer as well, as soon as nothing refers to it any more, and a call into native code is no
/// reference. Leaving after the call, in a <c>finally</c>, is what keeps it.</remarks>
/// <param name="free">Frees it; called once.</param>
internal sealed class UseCount(Action free)
{
    // The owner counts as a user.
    private int _users = 1;
    private int _isReleased;

    /// <summary>Starts a use, which <see cref="Leave"/> ends; false, and no use, where the owner has let go.</summary>
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
    /// <exception cref="ObjectDisposedException">The owner has let go.</exception>
    public void Enter(object owner) => ObjectDisposedException.ThrowIf(!TryEnter(), owner);

    /// <summary>Ends a use.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0) free();
    }

    /// <summary>The owner lets go; a second time does nothing.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0) Leave();
    }
}
