namespace Layers.Graphs;

/// <summary>Loops do once what they did twice, and only what must be done step by step.</summary>
public static class LoopOptimization
{
    /// <summary>The same graph, in which a <see cref="Op.Scan"/> does only what one step needs of the one before. What depends on no state
    /// is done before it for all steps at once, and what no state depends on after it; results that nobody reads are not made.</summary>
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

    // A gradient runs the loop anew, with more results. Whoever reads the first reads the second instead.
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
            if (!built.TryGetValue(source, out var current)) built[source] = current = source.With([.. source.Inputs.Select(input => map[input])]);
            for (var i = 0; i < node.Outputs.Count; i++) map[node.Outputs[i]] = current.Outputs[i];
        }
        return graph.Mapped(value => map[value]);
    }

    private static bool HasMore(Node other, Node loop)
    {
        if (ReferenceEquals(other, loop) || other.Outputs.Count <= loop.Outputs.Count || other.Scans != loop.Scans || !other.Inputs.SequenceEqual(loop.Inputs)) return false;
        var (more, less) = (other.Body!, loop.Body!);
        for (var i = 0; i < less.Inputs.Count; i++)
            if (!ReferenceEquals(more.Inputs[i], less.Inputs[i])) return false;
        for (var i = 0; i < less.Outputs.Count; i++)
            if (!ReferenceEquals(more.Outputs[i].Value, less.Outputs[i].Value)) return false;
        foreach (var (name, setting) in loop.Attributes)
            if (setting is long[] settings && !(other.Attributes.TryGetValue(name, out var theirs) && ((long[])theirs).AsSpan().StartsWith(settings))) return false;
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
