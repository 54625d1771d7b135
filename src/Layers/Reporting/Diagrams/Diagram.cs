namespace Layers;

/// <summary>A model as boxes and arrows: each call of a layer a box, models within it taken apart.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Nodes">Each after those that lead to it.</param>
/// <param name="Edges">In the order of the boxes that they lead to; no two are the same.</param>
internal sealed record Diagram(string Name, IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges)
{
    /// <summary>More boxes than that nobody follows; those that are alike are then put together.</summary>
    public const int MostNodes = 64;

    /// <summary>The diagram of a model that knows its input and what its layers learned.</summary>
    public static Diagram Of(Model model) => DiagramFolding.Folded(new DiagramBuilder(model).Build(), MostNodes);

    /// <summary>The diagram in words.</summary>
    public string Words
    {
        get
        {
            int CountOf(params ReadOnlySpan<DiagramNodeKind> kinds)
            {
                var count = 0;
                foreach (var node in Nodes)
                    if (kinds.Contains(node.Kind)) count += node.Count;
                return count;
            }

            var layers = CountOf(DiagramNodeKind.Layer, DiagramNodeKind.Adaptive, DiagramNodeKind.Rest);
            var (inputs, outputs) = (CountOf(DiagramNodeKind.Input), CountOf(DiagramNodeKind.Output));
            return $"{Figures.Count(inputs, "input")} through {Figures.Count(layers, "layer")} to {Figures.Count(outputs, "output")}.";
        }
    }
}
