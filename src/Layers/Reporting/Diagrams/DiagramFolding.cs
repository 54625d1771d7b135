namespace Layers;

/// <summary>Reduces the number of boxes of a diagram.</summary>
internal static class DiagramFolding
{
    /// <summary>Returns a diagram with at most this number of boxes: boxes of one class that lead to the same boxes are joined; if that is
    /// not enough, the boxes in the middle are left out.</summary>
    public static Diagram Folded(Diagram diagram, int most)
    {
        if (diagram.Nodes.Count <= most) return diagram;
        var folded = Joined(diagram, hasShapes: true);
        if (folded.Nodes.Count > most) folded = Joined(diagram, hasShapes: false);
        return folded.Nodes.Count > most ? Cut(folded, most) : folded;
    }

    private static Diagram Joined(Diagram diagram, bool hasShapes)
    {
        var (nodes, after) = (diagram.Nodes, diagram.Edges.ToLookup(edge => edge.From));
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var (groups, heights) = (new int[nodes.Count], new List<int>());
        // Groups are found from the outputs back: boxes of one class that lead to the same groups are one group.
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            int[] next = [.. after[i].Select(edge => groups[edge.To]).Distinct().Order()];
            var shapes = hasShapes ? string.Join(';', after[i].Select(edge => edge.Shape).Distinct().Order(StringComparer.Ordinal)) : "";
            var own = nodes[i].Kind == DiagramNodeKind.Output ? nodes[i].Place : $"{nodes[i].Type} {shapes}";
            var key = $"{nodes[i].Kind} {string.Join(',', next.Select(group => Figures.Count(group)))} {own}";
            if (!keys.TryGetValue(key, out groups[i]))
            {
                keys[key] = groups[i] = heights.Count;
                heights.Add(next.Select(group => heights[group] + 1).DefaultIfEmpty().Max());
            }
        }
        // Groups farther from the outputs come first.
        var members = Enumerable.Range(0, nodes.Count).ToLookup(i => groups[i]);
        int[] order = [.. Enumerable.Range(0, heights.Count).OrderByDescending(group => heights[group])
            .ThenBy(group => members[group].First())];
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        return With(diagram, [.. order.Select(group => Together([.. members[group].Select(i => nodes[i])]))], i => places[groups[i]]);
    }

    private static Diagram Cut(Diagram diagram, int most)
    {
        var (nodes, half) = (diagram.Nodes, most / 2);
        var left = nodes.Count - 2 * half;
        var middle = nodes.Skip(half).Take(left).ToList();
        var count = middle.Sum(node => node.Count);
        var parameters = middle.Sum(node => node.Parameters ?? 0);
        var rest = new DiagramNode(DiagramNodeKind.Rest, "…", Figures.Count(count, "more layer"), "", parameters) { Count = count };
        return With(diagram, [.. nodes.Take(half), rest, .. nodes.Skip(half + left)], Place);

        int Place(int i) => i < half ? i : i < half + left ? half : i - left + 1;
    }

    private static DiagramNode Together(IReadOnlyList<DiagramNode> nodes) =>
        nodes is [var only] ? only : nodes[0] with
        {
            Count = nodes.Sum(node => node.Count),
            Parameters = nodes.Sum(node => node.Parameters ?? 0)
        };

    private static DiagramEdge Together(IEnumerable<DiagramEdge> edges)
    {
        var first = edges.First();
        return edges.All(edge => edge.Shape == first.Shape) ? first : first with { Shape = "several shapes" };
    }

    private static Diagram With(Diagram diagram, IReadOnlyList<DiagramNode> nodes, Func<int, int> place)
    {
        var moved = diagram.Edges.Select(edge => edge with { From = place(edge.From), To = place(edge.To) });
        var edges = moved.Where(edge => edge.From != edge.To)
            .GroupBy(edge => (edge.From, edge.To)).Select(Together);
        return diagram with { Nodes = nodes, Edges = [.. edges.OrderBy(edge => edge.To).ThenBy(edge => edge.From)] };
    }
}
