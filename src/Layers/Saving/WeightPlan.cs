namespace Layers;

/// <summary>What a file gives a model, gathered and checked as a whole before the first weight is set: a file that does not fit changes
/// nothing.</summary>
/// <param name="notes">Takes what is left as it was, and why.</param>
/// <param name="skipMismatch">Whether a layer that does not fit is left as it is, with a reason, where otherwise the file is
/// refused.</param>
internal sealed class WeightPlan(LoadNotes notes, bool skipMismatch = false)
{
    private readonly List<(Weight Weight, TensorData Value)> _values = [];
    private readonly List<AdaptiveLayer> _adaptive = [];
    private readonly List<Action> _more = [];

    /// <summary>Plans a layer's weights, all or none of them.</summary>
    /// <param name="layer">The layer, or a model within the model that a file keeps as one layer.</param>
    /// <param name="weights">Its weights in the order of the file.</param>
    /// <param name="values">What the file has for it.</param>
    /// <param name="place">Where in the file, for messages.</param>
    public void Add(Layer layer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> values, string place)
    {
        if (Misfit(layer, weights, values, place) is { } wrong)
        {
            Refuse(layer, wrong);
            return;
        }
        for (var i = 0; i < weights.Count; i++) _values.Add((weights[i], Casting.Cast(values[i], weights[i].Type)));
        _adaptive.AddRange(Adaptive(layer));
    }

    /// <summary>Plans something else that must not fail when it is done.</summary>
    public void Add(Action change) => _more.Add(change);

    /// <summary>Leaves a layer as it is because of what the file has for it, or refuses the file.</summary>
    public void Refuse(Layer layer, InvalidDataException wrong)
    {
        if (!skipMismatch) throw wrong;
        Leave(layer, wrong.Message);
    }

    /// <summary>Leaves a layer as it is.</summary>
    public void Leave(Layer layer, string reason) => notes.Warn($"{layer}", $"{reason} The layer keeps what it had.", layer.Name);

    /// <summary>Sets everything.</summary>
    public void Apply()
    {
        using var together = WeightChanges.Together();
        // A layer that has no weights computes from its state, which comes apart, or not at all.
        foreach (var layer in _adaptive) layer.IsRestored = layer.Weights.Count > 0;
        WeightChanges.Set(_values);
        foreach (var change in _more) change();
    }

    private static InvalidDataException? Misfit(Layer layer, IReadOnlyList<Weight> weights, IReadOnlyList<TensorData> values, string place)
    {
        if (values.Count != weights.Count) return Throw.WrongVariableCount(layer, weights.Count, values.Count, place);
        for (var i = 0; i < weights.Count; i++)
            if (!weights[i].Shape.Equals(values[i].Shape)) return Throw.WrongVariableShape(layer, weights[i], values[i].Shape, place);
        return null;
    }

    private static IEnumerable<AdaptiveLayer> Adaptive(Layer layer) => layer is AdaptiveLayer adaptive ? [adaptive] : layer.Children.SelectMany(Adaptive);
}
