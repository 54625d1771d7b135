namespace Layers;

/// <summary>A change of layers under way. While it lasts, another one that would change what it changes or reads, or read what it changes, is refused.</summary>
/// <remarks>It belongs to a call and not to a thread: a callback of <c>Fit</c> is refused as another thread is, since what it changes would be lost when training ends.</remarks>
internal sealed class Changing : IDisposable
{
    /// <summary>The change that computes with copies of weights, and sets them at its end.</summary>
    public const string Fit = "Fit";

    // Negative for what is changed, otherwise the number of those that read it.
    private static readonly Dictionary<object, (int Readers, string What, Layer Owner)> s_uses = new(ReferenceEqualityComparer.Instance);
    private static readonly Lock s_lock = new();

    private readonly HashSet<object> _changed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _read = new(ReferenceEqualityComparer.Instance);

    private Changing(IEnumerable<object> changed, IEnumerable<object> read)
    {
        _changed.UnionWith(changed);
        _read.UnionWith(read);
        _read.ExceptWith(_changed);
    }

    /// <summary>Starts a change, which disposing ends.</summary>
    /// <param name="what">The method that does it, for messages.</param>
    /// <param name="owner">Whose method it is.</param>
    /// <param name="changed">Layers, models and optimizers that nothing else may change or read meanwhile.</param>
    /// <param name="read">Those that nothing else may change.</param>
    /// <exception cref="InvalidOperationException">Another change is under way.</exception>
    public static Changing Begin(string what, Layer owner, IEnumerable<object> changed, params IEnumerable<object> read)
    {
        var change = new Changing(changed, read);
        lock (s_lock)
        {
            foreach (var item in change._changed)
                if (s_uses.TryGetValue(item, out var use)) throw Throw.ChangedTwice(what, owner, item, $"{use.What} of {use.Owner}");
            foreach (var item in change._read)
                if (s_uses.TryGetValue(item, out var use) && use.Readers < 0) throw Throw.ChangedTwice(what, owner, item, $"{use.What} of {use.Owner}");
            foreach (var item in change._changed) s_uses[item] = (-1, what, owner);
            foreach (var item in change._read) s_uses[item] = (s_uses.GetValueOrDefault(item).Readers + 1, what, owner);
        }
        return change;
    }

    /// <summary>The model whose <c>Fit</c> changes or reads a layer at the moment; null for none.</summary>
    public static Layer? TrainingOf(Layer layer)
    {
        lock (s_lock) return s_uses.TryGetValue(layer, out var use) && use.What == Fit ? use.Owner : null;
    }

    /// <summary>The layer and all that are in it.</summary>
    public static IEnumerable<Layer> Tree(Layer layer) => layer.Children.SelectMany(Tree).Prepend(layer);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        lock (s_lock)
        {
            foreach (var item in _changed) s_uses.Remove(item);
            foreach (var item in _read)
                if (s_uses[item] is { Readers: > 1 } use) s_uses[item] = use with { Readers = use.Readers - 1 };
                else s_uses.Remove(item);
            _changed.Clear();
            _read.Clear();
        }
    }
}
