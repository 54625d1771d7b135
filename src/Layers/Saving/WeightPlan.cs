namespace Layers;

/// <summary>What a file gives a model, gathered and checked as a whole before the first weight is set: a file that does not fit changes nothing.</summary>
/// <param name="skipMismatch">Whether a layer that does not fit is left as it is, with a reason, where otherwise the file is refused.</param>
internal sealed class WeightPlan(bool skipMismatch = false)
{
    private readonly List<(Weight Weight, TensorData Value)> _values = [];
    private readonly List<AdaptiveLayer> _adaptive = [];
    private readonly List<Action> _more = [];
    private readonly List<string> _left = [];

    /// <summary>What is left as it was, and why.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Plans a layer's weights, all or none of them.</summary>
    /// <param name="layer">The layer, or a model within the model that a file keeps as one layer.</param>
    /// <param name="weights">Its weights in the order of the file.</param>
    /// <param name="values">What the file has for it.</param>
    /// <param name="place">Where in the file, for messages.</param>
    public void Add(Layer layer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> values, string place)
    {
        var wrong = values.Count != weights.Count
            ? Throw.WrongVariableCount(layer, weights.Count, values.Count, place)
            : weights.Zip(values).Where(pair => !pair.First.Shape.Equals(pair.Second.Shape)).Select(pair => Throw.WrongVariableShape(layer, pair.First, pair.Second.Shape, place)).FirstOrDefault();
        if (wrong is null)
        {
            _values.AddRange(weights.Zip(values, (weight, value) => (weight, Casting.Cast(value, weight.Type))));
            _adaptive.AddRange(Adaptive(layer));
        }
        else if (skipMismatch)
        {
            Leave($"{wrong.Message} It keeps what it had.");
        }
        else
        {
            throw wrong;
        }
    }

    /// <summary>Plans something else that must not fail when it is done.</summary>
    public void Add(Action change) => _more.Add(change);

    /// <summary>Notes what is left as it was.</summary>
    public void Leave(string reason) => _left.Add(reason);

    /// <summary>Sets everything.</summary>
    /// <returns><see cref="Left"/>.</returns>
    public IReadOnlyList<string> Apply()
    {
        var adapted = _adaptive.SelectMany(layer => layer.Weights).ToHashSet();
        var changed = _values.Where(pair => adapted.Contains(pair.Weight) && !pair.Value.AsBytes().SequenceEqual(pair.Weight.Value.AsBytes())).Select(pair => pair.Weight).ToHashSet();
        foreach (var layer in _adaptive)
        {
            layer.IsRestored = true;
            // The float64 statistics are those of other numbers then.
            if (layer.Weights.Any(changed.Contains)) layer.Restore(null);
        }
        WeightChanges.Set(_values);
        foreach (var change in _more) change();
        return Left;
    }

    private static IEnumerable<AdaptiveLayer> Adaptive(Layer layer) => layer is AdaptiveLayer adaptive ? [adaptive] : layer.Children.SelectMany(Adaptive);
}
