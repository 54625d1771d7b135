namespace Layers.Graphs;

/// <summary>A rewrite that merges equal loops and moves work out of them.</summary>
public static class LoopOptimization
{
    /// <summary>Returns the graph with smaller <see cref="Op.Scan"/> nodes. A loop keeps only the nodes through which a step depends on the
    /// step before. Nodes that do not depend on a state are computed for all steps at once before the loop, and nodes that no state depends
    /// on are computed after it. Results that no node reads are removed.</summary>
    /// <param name="graph">The graph.</param>
    public static Graph SplitLoops(this Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.Nodes.Any(node => node.Body is not null)) return graph;
        graph = graph.MergeLoops();
        var read = graph.Nodes.SelectMany(node => node.Inputs).Concat(graph.Outputs.Select(output => output.Value)).ToHashSet();
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            var current = node.With([.. node.Inputs.Select(input => map[input])]);
            IReadOnlyList<Value?> outputs = Split(current, [.. node.Outputs.Select(read.Contains)]) ?? [.. current.Outputs];
            for (var i = 0; i < node.Outputs.Count; i++)
                if (outputs[i] is { } output) map[node.Outputs[i]] = output;
        }
        return graph.Mapped(value => map[value]);
    }

    // A gradient adds a second loop with the same body and more results. Readers of the first loop read the second one instead.
    private static Graph MergeLoops(this Graph graph)
    {
        Node[] loops = [.. graph.Nodes.Where(node => node.Body is not null)];
        var instead = new Dictionary<Node, Node>(ReferenceEqualityComparer.Instance);
        foreach (var loop in loops)
            if (loops.Where(other => HasMore(other, loop)).MaxBy(other => other.Outputs.Count) is { } more) instead[loop] = more;
        if (instead.Count == 0) return graph;
        var map = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        var built = new Dictionary<Node, Node>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            var source = instead.GetValueOrDefault(node, node);
            if (!built.TryGetValue(source, out var current))
                built[source] = current = source.With([.. source.Inputs.Select(input => map[input])]);
            for (var i = 0; i < node.Outputs.Count; i++) map[node.Outputs[i]] = current.Outputs[i];
        }
        return graph.Mapped(value => map[value]);
    }

    private static bool HasMore(Node other, Node loop)
    {
        if (ReferenceEquals(other, loop) || other.Outputs.Count <= loop.Outputs.Count || other.Scans != loop.Scans
            || !other.Inputs.SequenceEqual(loop.Inputs)) return false;
        var (more, less) = (other.Body!, loop.Body!);
        for (var i = 0; i < less.Inputs.Count; i++)
            if (!ReferenceEquals(more.Inputs[i], less.Inputs[i])) return false;
        for (var i = 0; i < less.Outputs.Count; i++)
            if (!ReferenceEquals(more.Outputs[i].Value, less.Outputs[i].Value)) return false;
        foreach (var (name, setting) in loop.Attributes)
            if (setting is long[] settings
                && !(other.Attributes.TryGetValue(name, out var theirs) && ((long[])theirs).AsSpan().StartsWith(settings))) return false;
        return true;
    }

    private static Value?[]? Split(Node node, bool[] isRead)
    {
        if (node.Body is null || ScanParts.Of(node) is not { } parts) return null;
        int[] wanted = [.. Enumerable.Range(0, parts.Results.Count).Where(i => isRead[node.States + i])];
        var (states, results) = ScanSplitting.Of(parts with { Results = [.. wanted.Select(i => parts.Results[i])] });
        var outputs = new Value?[node.Outputs.Count];
        for (var i = 0; i < states.Count; i++) outputs[i] = states[i];
        for (var i = 0; i < wanted.Length; i++) outputs[node.States + wanted[i]] = results[i];
        return outputs;
    }
}
