namespace Layers;

/// <summary>The part of a graph that an engine runs before the managed code: operators without a managed kernel that host operators depend
/// on, for example the lookups before a <see cref="HashedCrossing"/>.</summary>
internal sealed class EngineBefore : IDisposable
{
    private readonly HostPart? _host;
    private readonly Graph _graph;
    private readonly Lazy<OnnxSession> _session;

    private EngineBefore(Graph graph)
    {
        _host = HostPart.Cut(graph, out _graph);
        _session = new(() => new OnnxSession(_graph));
        Inputs = [.. _graph.Inputs.Where(input => _host is null || _host.ResultOf(input) < 0).Concat(_host?.Inputs ?? []).Distinct()];
    }

    /// <summary>The inputs of the whole graph that this part reads.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The names of the results, which are inputs of the rest of the graph.</summary>
    public IEnumerable<string> Results => _graph.Outputs.Select(output => output.Key);

    /// <summary>Separates the operators of this part from a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rest">The graph with the results of these operators as inputs; the graph itself if there are none.</param>
    /// <returns>The part that runs them; null if there are none.</returns>
    public static EngineBefore? Cut(Graph graph, out Graph rest)
    {
        rest = graph;
        if (!graph.Nodes.Any(node => node.Op.IsHost)) return null;
        var beforeHost = Before(graph, node => node.Op.IsHost);
        var cut = Before(graph, node => beforeHost.Contains(node) && !node.Op.Is(OpTraits.Managed));
        if (cut.Count == 0) return null;
        // The results are the values of this part that the host operators read, without inputs and constants, which they have anyway.
        var results = beforeHost.Except(cut, ReferenceEqualityComparer.Instance).Cast<Node>().SelectMany(node => node.Inputs)
            .Where(value => cut.Contains(value.Node) && value.Node.Op != Op.Input && value.Node.Op != Op.Constant).Distinct().ToList();
        var taken = graph.Inputs.Select(input => input.Name!).Concat(graph.Outputs.Select(output => output.Key)).ToHashSet();
        var known = new Dictionary<Value, Value>(ReferenceEqualityComparer.Instance);
        foreach (var input in graph.Inputs) known[input] = input;
        var named = new List<KeyValuePair<string, Value>>();
        foreach (var result in results)
        {
            var name = $"before/{named.Count}";
            while (!taken.Add(name)) name += "_";
            named.Add(KeyValuePair.Create(name, result));
            known[result] = Ops.Input(name, result.Shape, result.Type);
        }
        rest = Graph.Of(graph.Outputs.Select(output => KeyValuePair.Create(output.Key, Substitution.Of(output.Value, known))));
        return new EngineBefore(Graph.Of(named));
    }

    /// <summary>Runs this part.</summary>
    /// <param name="feed">Returns a tensor for each of <see cref="Inputs"/>, of its type.</param>
    /// <returns>The results in the order of <see cref="Results"/>.</returns>
    public IReadOnlyList<TensorData> Run(Func<Value, TensorData> feed) =>
        _session.Value.Run(_host?.Feed(_graph.Inputs, feed) ?? [.. _graph.Inputs.Select(feed)]);

    public void Dispose()
    {
        _host?.Dispose();
        if (_session.IsValueCreated) _session.Value.Dispose();
    }

    // Returns the nodes that fulfill a condition, and all nodes that they depend on.
    private static HashSet<Node> Before(Graph graph, Func<Node, bool> which)
    {
        var before = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes.Reverse())
        {
            if (!which(node) && !before.Contains(node)) continue;
            before.Add(node);
            before.UnionWith(node.Inputs.Select(input => input.Node));
        }
        return before;
    }
}
