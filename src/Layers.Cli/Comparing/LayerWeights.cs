namespace Layers.Cli;

/// <summary>Compares the weights of layers.</summary>
internal static class LayerWeights
{
    public static IEnumerable<WeightDifference> Of(IEnumerable<LayerPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair is not { First: { } first, Second: { } second } || first is Model) continue;
            // The weights of inner layers have the names of these layers as a prefix.
            var (a, b) = (ByName(first), ByName(second));
            foreach (var name in a.Keys.Union(b.Keys))
                if (Of(pair.Name, name, a.GetValueOrDefault(name), b.GetValueOrDefault(name)) is { } found) yield return found;
        }
    }

    private static Dictionary<string, Weight> ByName(Layer layer)
    {
        var weights = new Dictionary<string, Weight>(StringComparer.Ordinal);
        foreach (var weight in layer.Weights)
        {
            var name = weight.Path.StartsWith(layer.Path + "/", StringComparison.Ordinal) ? weight.Path[(layer.Path.Length + 1)..]
                : weight.Name;
            for (var count = 1; !weights.TryAdd(count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}#{count}"),
                weight); count++) { }
        }
        return weights;
    }

    private static WeightDifference? Of(string layer, string name, Weight? first, Weight? second)
    {
        var shapes = (first?.Value.Shape.ToString(), second?.Value.Shape.ToString());
        if (first is null || second is null || !first.Value.Shape.Equals(second.Value.Shape))
            return new(layer, name, shapes.Item1, shapes.Item2, null, null);
        var compared = new OutputComparison(name);
        compared.Add(first.Value, second.Value);
        var found = compared.Result(0);
        return found.Largest == 0 ? null : new(layer, name, shapes.Item1, shapes.Item2, found.Largest, found.Mean);
    }
}
