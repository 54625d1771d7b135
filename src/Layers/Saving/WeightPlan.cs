namespace Layers;

/// <summary>The weights that a file gives a model. All are collected and checked before the first one is set, so a file that does not fit
/// changes nothing.</summary>
/// <param name="notes">Collects warnings about the layers that keep their weights.</param>
/// <param name="skipMismatch">Whether a layer that does not fit keeps its weights, with a warning; otherwise the file is refused.</param>
internal sealed class WeightPlan(LoadNotes notes, bool skipMismatch = false)
{
    private readonly List<(Weight Weight, TensorData Value)> _values = [];
    private readonly List<AdaptiveLayer> _adaptive = [];
    private readonly List<Action> _more = [];

    /// <summary>Plans a layer's weights, all or none of them.</summary>
    /// <param name="layer">The layer, or a nested model that the file stores as one layer.</param>
    /// <param name="weights">The layer's weights in the order of the file.</param>
    /// <param name="values">The values that the file has for the layer.</param>
    /// <param name="place">The place in the file, for messages.</param>
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

    /// <summary>Plans another change, which must not fail when it is applied.</summary>
    public void Add(Action change) => _more.Add(change);

    /// <summary>Keeps the weights of a layer that does not fit the file, or refuses the file.</summary>
    public void Refuse(Layer layer, InvalidDataException wrong)
    {
        if (!skipMismatch) throw wrong;
        Leave(layer, wrong.Message);
    }

    /// <summary>Keeps the weights of a layer, with a warning.</summary>
    public void Leave(Layer layer, string reason) => notes.Warn($"{layer}", $"{reason} The layer is unchanged.", layer.Name);

    /// <summary>Applies all planned changes.</summary>
    public void Apply()
    {
        using var together = WeightChanges.Together();
        // A layer without weights computes from its state, which is restored separately or not at all.
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

    private static IEnumerable<AdaptiveLayer> Adaptive(Layer layer) =>
        layer is AdaptiveLayer adaptive ? [adaptive] : layer.Children.SelectMany(Adaptive);
}
