namespace Layers.Data;

/// <summary>Looks at a source's first rows when that is first needed. A look that failed is taken again: the file may be there next
/// time.</summary>
internal sealed class Looking(Func<CancellationToken, Look> look)
{
    private Look? _found;

    public Look At(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _found) is { } found) return found;
        cancellation.ThrowIfCancellationRequested();
        return _found = look(cancellation);
    }
}
