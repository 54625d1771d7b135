namespace Layers;

/// <summary>Who compiled a value that may change, to be told when it does. Only used while weights change together
/// (<see cref="WeightChanges"/>).</summary>
internal sealed class Readers
{
    private readonly List<WeakReference<Freshness>> _readers = [];

    /// <summary>Tells a reader of the next change.</summary>
    public void Add(Freshness freshness)
    {
        // A layer may outlive the models it is in.
        _readers.RemoveAll(reader => !reader.TryGetTarget(out var known) || known.IsStale);
        _readers.Add(new(freshness));
    }

    /// <summary>Tells all readers that there is another value now.</summary>
    public void Expire()
    {
        foreach (var reader in _readers)
            if (reader.TryGetTarget(out var freshness))
                freshness.Expire();
        _readers.Clear();
    }
}
