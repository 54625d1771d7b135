namespace Layers;

/// <summary>A box of a diagram.</summary>
/// <param name="Kind">The kind of the box.</param>
/// <param name="Name">The name of the layer, the column or the output.</param>
/// <param name="Type">The class of the layer, or a description of the input or output.</param>
/// <param name="Place">The path of the layer.</param>
/// <param name="Parameters">The number of parameters; null for none to show.</param>
internal sealed record DiagramNode(DiagramNodeKind Kind, string Name, string Type, string Place, long? Parameters)
{
    /// <summary>The number of boxes that this box represents, 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The first line.</summary>
    public string Title => Count == 1 || Kind == DiagramNodeKind.Rest ? Name : $"{Name} and {Figures.Count(Count - 1)} more";

    /// <summary>The second line.</summary>
    public string Subtitle => Parameters is > 0 and { } parameters ? $"{Type} · {Figures.Count(parameters, "parameter")}" : Type;
}
