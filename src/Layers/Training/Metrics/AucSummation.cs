namespace Layers;

/// <summary>How the area between two points of a curve is taken.</summary>
public enum AucSummation
{
    /// <summary>With the mean of their heights; for precision over recall, along the true curve between them (Davis and Goadrich,
    /// 2006).</summary>
    Interpolation,

    /// <summary>With the larger of their heights.</summary>
    Majoring,

    /// <summary>With the smaller of their heights.</summary>
    Minoring,
}
