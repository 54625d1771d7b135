using System.Globalization;

namespace Layers.Graphs;

/// <summary>A graph as two: what managed code runs first, and what an engine runs with its results.</summary>
internal static class HostCutting
{
    /// <summary>Cuts a graph at its host operators.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The host part: the host operators whose results the rest reads, and everything they depend on; null where there are none.
    /// And the rest, in which each of these results is an input named as the host part's output. What is no host operator and read by both
    /// is computed by both.</returns>
    public static (Graph? Host, Graph Engine) CutHost(this Graph graph)
    {
        if (!graph.Nodes.Any(node => node.Op.IsHost)) return (null, graph);
        var cuts = new List<(Value Result, Value Input)>();
        var taken = graph.Inputs.Select(input => input.Name!).Concat(graph.Outputs.Select(output => output.Key)).ToHashSet();
        // Those of a host operator that another one reads are cut off the engine's part with it.
        var originals = graph.Nodes.GetEnumerator();
        var engine = graph.Rewrite((_, _) =>
        {
            originals.MoveNext();
            if (!originals.Current.Op.IsHost) return null;
            Value[] inputs = [.. originals.Current.Outputs.Select(output => Ops.Input(NameOf(taken), output.Shape, output.Type))];
            cuts.AddRange(originals.Current.Outputs.Zip(inputs));
            return inputs;
        });
        // An input that only the host part reads is none of the engine's, declared or not.
        engine = Graph.Of(engine.Outputs);
        var read = engine.Inputs.ToHashSet<Value>(ReferenceEqualityComparer.Instance);
        return (Graph.Of(cuts.Where(cut => read.Contains(cut.Input)).Select(cut => KeyValuePair.Create(cut.Input.Name!, cut.Result))), engine);
    }

    private static string NameOf(HashSet<string> taken)
    {
        for (var i = 0; ; i++)
            if (string.Create(CultureInfo.InvariantCulture, $"host/{i}") is var name && taken.Add(name))
                return name;
    }
}
