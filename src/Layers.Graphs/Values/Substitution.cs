namespace Layers.Graphs;

/// <summary>Values in terms of others.</summary>
internal static class Substitution
{
    /// <summary>The value with others in the place of some that it is computed from.</summary>
    /// <param name="value">The value.</param>
    /// <param name="known">What takes the place of what; values that were computed on the way are added.</param>
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
