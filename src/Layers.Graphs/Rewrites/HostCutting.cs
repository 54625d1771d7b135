using System.Globalization;

namespace Layers.Graphs;

/// <summary>Splits a graph into a part that managed code runs first, and a part that an engine runs with the results.</summary>
internal static class HostCutting
{
    /// <summary>Splits a graph at its host operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The host part and the engine part. The host part has the host operators whose results the engine part reads, and all nodes
    /// that they depend on; it is null if there are no host operators. In the engine part, each of these results is an input with the name
    /// of the host part's output. Other nodes that both parts need are in both.</returns>
    public static (Graph? Host, Graph Engine) CutHost(this Graph graph)
    {
        if (!graph.Nodes.Any(node => node.Op.IsHost)) return (null, graph);
        var cuts = new List<(Value Result, Value Input)>();
        var taken = graph.Inputs.Select(input => input.Name!).Concat(graph.Outputs.Select(output => output.Key)).ToHashSet();
        // A host operator that only another host operator reads is not in the engine part.
        var originals = graph.Nodes.GetEnumerator();
        var engine = graph.Rewrite((_, _) =>
        {
            originals.MoveNext();
            if (!originals.Current.Op.IsHost) return null;
            Value[] inputs = [.. originals.Current.Outputs.Select(output => Ops.Input(NameOf(taken), output.Shape, output.Type))];
            cuts.AddRange(originals.Current.Outputs.Zip(inputs));
            return inputs;
        });
        // An input that only the host part reads is not an input of the engine part, even if it was declared.
        engine = Graph.Of(engine.Outputs);
        var read = engine.Inputs.ToHashSet<Value>(ReferenceEqualityComparer.Instance);
        return (Graph.Of(cuts.Where(cut => read.Contains(cut.Input)).Select(cut => KeyValuePair.Create(cut.Input.Name!, cut.Result))),
            engine);
    }

    private static string NameOf(HashSet<string> taken)
    {
        for (var i = 0; ; i++)
            if (string.Create(CultureInfo.InvariantCulture, $"host/{i}") is var name && taken.Add(name))
                return name;
    }
}
