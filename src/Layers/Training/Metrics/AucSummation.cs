namespace Layers;

/// <summary>The rule for the area between two points of a curve.</summary>
public enum AucSummation
{
    /// <summary>The mean of the heights of the points. For the precision over the recall, the exact area under the curve between them
    /// (Davis and Goadrich, 2006).</summary>
    Interpolation,

    /// <summary>The larger of the heights of the points.</summary>
    Majoring,

    /// <summary>The smaller of the heights of the points.</summary>
    Minoring,
}
