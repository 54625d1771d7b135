namespace Layers;

/// <summary>A box of a diagram.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">The layer's name, or the column's or the output's.</param>
/// <param name="Type">The layer's class, or what is known of the input or output.</param>
/// <param name="Place">The layer's name with those of the models around it before it.</param>
/// <param name="Parameters">How many numbers its weights are; null where it has none to speak of.</param>
internal sealed record DiagramNode(DiagramNodeKind Kind, string Name, string Type, string Place, long? Parameters)
{
    /// <summary>How many boxes it stands for, 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Its first line.</summary>
    public string Title => Count == 1 ? Name : $"{Name} and {Figures.Count(Count - 1)} more";

    /// <summary>Its second line.</summary>
    public string Subtitle => Parameters is > 0 and { } parameters ? $"{Type} · {Figures.Count(parameters, "parameter")}" : Type;
}
