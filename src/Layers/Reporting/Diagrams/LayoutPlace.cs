namespace Layers;

/// <summary>A place in the layout of a diagram: of a box, or of an arrow that passes a rank.</summary>
/// <param name="node">The box; null for an arrow.</param>
internal sealed class LayoutPlace(DiagramNode? node)
{
    public DiagramNode? Node { get; } = node;

    /// <summary>The rank, from 0.</summary>
    public int Rank { get; init; }

    /// <summary>The index within the rank, from 0.</summary>
    public int Index { get; set; }

    /// <summary>The center within the rank.</summary>
    public double Center { get; set; }

    public double Width { get; set; } = 8;

    public double Height { get; set; } = 8;

    /// <summary>The center, in pixels from the left.</summary>
    public double X { get; set; }

    /// <summary>The center, in pixels from the top.</summary>
    public double Y { get; set; }

    /// <summary>The start of the rank, in pixels.</summary>
    public double RankBegin { get; set; }

    /// <summary>The end of the rank, with the room for straight arrows, in pixels.</summary>
    public double RankEnd { get; set; }

    public List<LayoutPlace> Before { get; } = [];

    public List<LayoutPlace> After { get; } = [];
}
