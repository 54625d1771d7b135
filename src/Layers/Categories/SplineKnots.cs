namespace Layers;

/// <summary>The placement of the knots of a feature in <see cref="Spline"/>.</summary>
public enum SplineKnots
{
    /// <summary>At equal distances from the smallest value to the largest.</summary>
    Uniform,

    /// <summary>At quantiles, computed by linear interpolation.</summary>
    Quantile,

    /// <summary>At the positions that the constructor received.</summary>
    Given,
}
