namespace Layers.Graphs;

/// <summary>The rules that a graph keeps beside those that every call already checks.</summary>
internal static class Verification
{
    // The newest operator set that the ONNX Runtime we ship with accepts.
    private const int NewestOpset = 23;

    private static readonly HashSet<Op> s_broadcasting =
        [.. new[] { Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Pow, Op.Max, Op.Min, Op.Equal, Op.Less, Op.LessOrEqual, Op.Greater, Op.GreaterOrEqual, Op.And, Op.Or, Op.Where }];

    public static IReadOnlyList<Problem> Of(Graph graph) =>
    [
        .. graph.Nodes.Where(node => node.Op.Since > NewestOpset)
            .Select(node => new Problem(node, $"{node.Op} needs operator set {node.Op.Since}; runtimes know up to {NewestOpset}.")),
        .. Repeated(graph.Inputs.Select(input => input.Name!)).Select(name => new Problem(null, $"Several inputs are named '{name}'; every input needs a name of its own.")),
        .. Repeated(graph.Outputs.Select(output => output.Key)).Select(name => new Problem(null, $"Several outputs are named '{name}'; every output needs a name of its own.")),
        .. graph.Outputs.Select(output => output.Key).Intersect(graph.Inputs.Select(input => input.Name!))
            .Select(name => new Problem(null, $"'{name}' names an input and an output; one of them needs another name.")),
        .. graph.Nodes.Where(IsDoubtful)
            .Select(node => new Problem(node, $"{node}: sizes with different names meet ({string.Join(" and ", node.Inputs.Select(x => x.Shape))}); only sizes of one name are known to be equal.")),
        .. graph.Nodes.Where(node => node.Op != Op.Cast && node.Op != Op.Constant && node.Op != Op.Input && node.Op != Op.Identity)
            .Where(node => node.Outputs.Any(value => value.Type == DType.BFloat16))
            .Select(node => new Problem(node, $"{node}: runtimes compute bfloat16 only in Cast; compute in float32 and cast the result.")),
    ];

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool IsDoubtful(Node node)
    {
        if (!s_broadcasting.Contains(node.Op)) return false;
        for (var i = 1; i < node.Inputs.Count; i++)
            if (Shapes.IsDoubtful(node.Inputs[0].Shape, node.Inputs[i].Shape))
                return true;
        return false;
    }
}
