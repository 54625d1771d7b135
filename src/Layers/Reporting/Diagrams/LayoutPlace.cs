namespace Layers;

/// <summary>A place in the layout of a diagram: that of a box, or one that an arrow passes.</summary>
/// <param name="node">The box; null where an arrow passes.</param>
internal sealed class LayoutPlace(DiagramNode? node)
{
    public DiagramNode? Node { get; } = node;

    /// <summary>Which rank it is in, from 0.</summary>
    public int Rank { get; init; }

    /// <summary>Its number within the rank, from 0.</summary>
    public int Index { get; set; }

    /// <summary>Its middle within the rank.</summary>
    public double Center { get; set; }

    public double Width { get; set; } = 8;

    public double Height { get; set; } = 8;

    /// <summary>Its middle, in pixels from the left.</summary>
    public double X { get; set; }

    /// <summary>Its middle, in pixels from the top.</summary>
    public double Y { get; set; }

    /// <summary>Where its rank begins, in pixels.</summary>
    public double RankBegin { get; set; }

    /// <summary>Where its rank ends, with the room in which arrows go straight, in pixels.</summary>
    public double RankEnd { get; set; }

    public List<LayoutPlace> Before { get; } = [];

    public List<LayoutPlace> After { get; } = [];
}
