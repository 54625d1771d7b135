namespace Layers;

/// <summary>The part of a graph that managed code runs before the engine: its host operators, and what they depend on. What of that has no
/// managed kernel is run by an engine before.</summary>
/// <remarks>Immutable; any number of threads may run it at once.</remarks>
internal sealed class HostPart : IDisposable
{
    private readonly Graph _graph;
    private readonly EngineBefore? _before;
    private readonly Dictionary<string, int> _results = [];

    private HostPart(Graph graph, EngineBefore? before)
    {
        (_graph, _before) = (graph, before);
        foreach (var (name, _) in graph.Outputs) _results[name] = _results.Count;
        foreach (var name in before?.Results ?? []) _results[name] = _results.Count;
        Inputs = before is null ? graph.Inputs : [.. graph.Inputs.Where(input => ResultOf(input) < 0).Concat(before.Inputs).Distinct()];
    }

    /// <summary>The inputs of the whole graph that it reads.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>Cuts a graph: what managed code runs, null where that is nothing, and what is left for an engine.</summary>
    /// <exception cref="ArgumentException">The graph has faults, as a host operator in a body.</exception>
    public static HostPart? Cut(Graph graph, out Graph engine)
    {
        var before = EngineBefore.Cut(graph, out var rest);
        (var host, engine) = rest.CutHost();
        if (host is null) return null;
        if (rest.Verify() is { Count: > 0 } problems) throw Throw.FaultyHostPart(problems);
        return new HostPart(host, before);
    }

    /// <summary>What an engine's inputs get: results of this part, and inputs of the whole graph.</summary>
    /// <param name="inputs">The engine's.</param>
    /// <param name="feed">A tensor for an input of the whole graph, of its type.</param>
    public TensorData[] Feed(IReadOnlyList<Value> inputs, Func<Value, TensorData> feed)
    {
        var results = Run(feed);
        return [.. inputs.Select(input => ResultOf(input) is >= 0 and var result ? results[result] : feed(input))];
    }

    /// <summary>Which result an input of the engine's part gets; −1 for an input of the whole graph.</summary>
    public int ResultOf(Value input) => _results.GetValueOrDefault(input.Name!, -1);

    /// <summary>Whether what an engine's inputs get of it is as wide whatever the rows are: no engine runs before it, and every size but
    /// that of the batch is known.</summary>
    /// <param name="inputs">The engine's.</param>
    public bool HasFixedWidths(IReadOnlyList<Value> inputs) =>
        _before is null && inputs.All(input => ResultOf(input) < 0 || (input.Shape.Rank > 0 && !input.Shape[0].IsKnown && input.Shape[1..].IsKnown));

    /// <summary>Runs it.</summary>
    /// <param name="feed">A tensor for each of <see cref="Inputs"/>, of its type.</param>
    /// <returns>In the order of <see cref="ResultOf"/>.</returns>
    public TensorData[] Run(Func<Value, TensorData> feed)
    {
        var before = _before?.Run(feed) ?? [];
        var tensors = new Dictionary<Value, TensorData>(ReferenceEqualityComparer.Instance);
        foreach (var node in _graph.Nodes)
        {
            TensorData[] results = node.Op == Op.Input ? [ResultOf(node.Outputs[0]) is >= 0 and var result ? before[result - _graph.Outputs.Count] : feed(node.Outputs[0])]
                : node.Op == Op.Constant ? [node.Constant]
                : HostKernels.All[node.Op](node, [.. node.Inputs.Select(input => tensors[input])]);
            for (var i = 0; i < results.Length; i++) tensors[node.Outputs[i]] = results[i];
        }
        return [.. _graph.Outputs.Select(output => tensors[output.Value]), .. before];
    }

    /// <summary>Frees the engine before it.</summary>
    public void Dispose() => _before?.Dispose();
}
