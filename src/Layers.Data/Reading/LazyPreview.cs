namespace Layers.Data;

/// <summary>Previews the first rows of a source when they are first needed. If that fails, it is tried again the next time, because the
/// file may exist then.</summary>
internal sealed class LazyPreview(Func<CancellationToken, Preview> preview)
{
    private Preview? _found;

    public Preview At(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _found) is { } found) return found;
        cancellation.ThrowIfCancellationRequested();
        return _found = preview(cancellation);
    }
}
