namespace Layers;

/// <summary>The compiled forms that contain a weight's value and must expire when the value changes. Used only under the lock of
/// <see cref="WeightChanges"/>.</summary>
internal sealed class Readers
{
    private readonly List<WeakReference<Freshness>> _readers = [];

    /// <summary>Adds a reader, which the next change expires.</summary>
    public void Add(Freshness freshness)
    {
        // A layer may outlive the models that contain it, so dead readers are removed.
        _readers.RemoveAll(reader => !reader.TryGetTarget(out var known) || known.IsStale);
        _readers.Add(new(freshness));
    }

    /// <summary>Expires all readers because the value changed.</summary>
    public void Expire()
    {
        foreach (var reader in _readers)
            if (reader.TryGetTarget(out var freshness))
                freshness.Expire();
        _readers.Clear();
    }
}
