namespace Layers;

/// <summary>A running change of layers. While it runs, another change is refused if it would change an item that this one changes or reads,
/// or read an item that this one changes.</summary>
/// <remarks>A change belongs to a call and not to a thread. So a change by a callback of <c>Fit</c> is refused like one by another thread,
/// because it would be lost when training ends.</remarks>
internal sealed class Changing : IDisposable
{
    /// <summary>The name of the change that computes with copies of weights and sets the weights at its end.</summary>
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

    /// <summary>Starts a change. Disposing the result ends it.</summary>
    /// <param name="what">The name of the changing method, for messages.</param>
    /// <param name="owner">The layer that the method belongs to.</param>
    /// <param name="changed">The layers, models and optimizers that no other change may change or read in the meantime.</param>
    /// <param name="read">The layers, models and optimizers that no other change may change.</param>
    /// <exception cref="InvalidOperationException">Another change is running.</exception>
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

    /// <summary>Returns the model whose running <c>Fit</c> changes or reads a layer; null for none.</summary>
    public static Layer? TrainingOf(Layer layer)
    {
        lock (s_lock) return s_underWay.Find(change => change._what == Fit && change.Uses(layer))?._owner;
    }

    /// <summary>Returns the layer and all layers inside it.</summary>
    public static IEnumerable<Layer> Tree(Layer layer) => layer.Children.SelectMany(Tree).Prepend(layer);

    /// <summary>Ends the change.</summary>
    public void Dispose()
    {
        lock (s_lock) s_underWay.Remove(this);
    }

    private bool Uses(object item) => _changed.Contains(item) || _read.Contains(item);
}
