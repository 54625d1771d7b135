namespace Layers;

/// <summary>A change of layers under way. While it lasts, another one that would change what it changes or reads, or read what it changes,
/// is refused.</summary>
/// <remarks>It belongs to a call and not to a thread: a callback of <c>Fit</c> is refused as another thread is, since what it changes would
/// be lost when training ends.</remarks>
internal sealed class Changing : IDisposable
{
    /// <summary>The change that computes with copies of weights, and sets them at its end.</summary>
    public const string Fit = "Fit";

    private static readonly List<Changing> s_underWay = [];
    private static readonly Lock s_lock = new();

    private readonly string _what;
    private readonly Layer _owner;
    private readonly HashSet<object> _changed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _read = new(ReferenceEqualityComparer.Instance);

    private Changing(string what, Layer owner, IEnumerable<object> changed, IEnumerable<object> read)
    {
        (_what, _owner) = (what, owner);
        _changed.UnionWith(changed);
        _read.UnionWith(read);
    }

    /// <summary>Starts a change, which disposing ends.</summary>
    /// <param name="what">The method that does it, for messages.</param>
    /// <param name="owner">Whose method it is.</param>
    /// <param name="changed">Layers, models and optimizers that nothing else may change or read meanwhile.</param>
    /// <param name="read">Those that nothing else may change.</param>
    /// <exception cref="InvalidOperationException">Another change is under way.</exception>
    public static Changing Begin(string what, Layer owner, IEnumerable<object> changed, params IEnumerable<object> read)
    {
        var change = new Changing(what, owner, changed, read);
        lock (s_lock)
        {
            foreach (var other in s_underWay)
                if ((change._changed.FirstOrDefault(other.Uses) ?? change._read.FirstOrDefault(other._changed.Contains)) is { } item)
                    throw Throw.ChangedTwice(what, owner, item, $"{other._what} of {other._owner}");
            s_underWay.Add(change);
        }
        return change;
    }

    /// <summary>The model whose <c>Fit</c> changes or reads a layer at the moment; null for none.</summary>
    public static Layer? TrainingOf(Layer layer)
    {
        lock (s_lock) return s_underWay.Find(change => change._what == Fit && change.Uses(layer))?._owner;
    }

    /// <summary>The layer and all that are in it.</summary>
    public static IEnumerable<Layer> Tree(Layer layer) => layer.Children.SelectMany(Tree).Prepend(layer);

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        lock (s_lock) s_underWay.Remove(this);
    }

    private bool Uses(object item) => _changed.Contains(item) || _read.Contains(item);
}
