namespace Layers;

/// <summary>A model as boxes and arrows: a box for each call of a layer, with the layers of nested models.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Nodes">The boxes, each after those that lead to it.</param>
/// <param name="Edges">The arrows, without duplicates, in the order of the boxes that they lead to.</param>
internal sealed record Diagram(string Name, IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges)
{
    /// <summary>The most boxes that a reader can follow. If there are more, similar boxes are joined.</summary>
    public const int MostNodes = 64;

    /// <summary>Returns the diagram of a model with known inputs and adapted layers.</summary>
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
