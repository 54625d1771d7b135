namespace Layers;

/// <summary>The part of a graph that managed code runs before the engine: its host operators, and the operators that they depend on. Those
/// without a managed kernel are run by an <see cref="EngineBefore"/>.</summary>
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

    /// <summary>The inputs of the whole graph that this part reads.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>Separates the part that managed code runs from the rest of a graph, which an engine runs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="engine">The rest of the graph.</param>
    /// <returns>The part that managed code runs; null if it is empty.</returns>
    /// <exception cref="ArgumentException">The graph has faults, for example a host operator in a loop body.</exception>
    public static HostPart? Cut(Graph graph, out Graph engine)
    {
        var before = EngineBefore.Cut(graph, out var rest);
        (var host, engine) = rest.CutHost();
        if (host is null) return null;
        if (rest.Verify() is { Count: > 0 } problems) throw Throw.FaultyHostPart(problems);
        return new HostPart(host, before);
    }

    /// <summary>Returns the tensors for an engine's inputs: results of this part, and inputs of the whole graph.</summary>
    /// <param name="inputs">The engine's inputs.</param>
    /// <param name="feed">Returns a tensor for an input of the whole graph, of its type.</param>
    public TensorData[] Feed(IReadOnlyList<Value> inputs, Func<Value, TensorData> feed)
    {
        var results = Run(feed);
        return [.. inputs.Select(input => ResultOf(input) is >= 0 and var result ? results[result] : feed(input))];
    }

    /// <summary>Returns the index of the result for an input of the engine's part; −1 for an input of the whole graph.</summary>
    public int ResultOf(Value input) => _results.GetValueOrDefault(input.Name!, -1);

    /// <summary>Whether the results for an engine's inputs have the same width for all rows: no engine runs before this part, and every
    /// size except the batch size is known.</summary>
    /// <param name="inputs">The engine's inputs.</param>
    public bool HasFixedWidths(IReadOnlyList<Value> inputs) =>
        _before is null && inputs.All(input => ResultOf(input) < 0
            || (input.Shape.Rank > 0 && !input.Shape[0].IsKnown && input.Shape[1..].IsKnown));

    /// <summary>Runs this part.</summary>
    /// <param name="feed">Returns a tensor for each of <see cref="Inputs"/>, of its type.</param>
    /// <returns>The results; <see cref="ResultOf"/> returns their indices.</returns>
    public TensorData[] Run(Func<Value, TensorData> feed)
    {
        var before = _before?.Run(feed) ?? [];
        var tensors = new Dictionary<Value, TensorData>(ReferenceEqualityComparer.Instance);
        foreach (var node in _graph.Nodes)
        {
            TensorData[] results = node.Op == Op.Input
                ? [ResultOf(node.Outputs[0]) is >= 0 and var result ? before[result - _graph.Outputs.Count] : feed(node.Outputs[0])]
                : node.Op == Op.Constant ? [node.Constant]
                : HostKernels.All[node.Op](node, [.. node.Inputs.Select(input => tensors[input])]);
            for (var i = 0; i < results.Length; i++) tensors[node.Outputs[i]] = results[i];
        }
        return [.. _graph.Outputs.Select(output => tensors[output.Value]), .. before];
    }

    /// <summary>Disposes of the engine that runs before this part.</summary>
    public void Dispose() => _before?.Dispose();
}
