namespace Layers.Graphs;

/// <summary>Computes values from replaced inputs.</summary>
internal static class Substitution
{
    /// <summary>Returns a value in which some of the values that it is computed from are replaced.</summary>
    /// <param name="value">The value.</param>
    /// <param name="known">The replacement of each value. Values that are computed on the way are added.</param>
    public static Value Of(Value value, Dictionary<Value, Value> known)
    {
        if (known.TryGetValue(value, out var only)) return only;
        foreach (var node in Graph.Of(value).Nodes)
        {
            if (node.Outputs.All(known.ContainsKey)) continue;
            var within = node.With([.. node.Inputs.Select(input => known[input])]);
            for (var i = 0; i < node.Outputs.Count; i++) known.TryAdd(node.Outputs[i], within.Outputs[i]);
        }
        return known[value];
    }
}
