namespace Layers;

/// <summary>Where <see cref="Spline"/> puts the knots of a feature.</summary>
public enum SplineKnots
{
    /// <summary>At equal distances from the smallest value to the largest.</summary>
    Uniform,

    /// <summary>At quantiles, in proportion between neighbours.</summary>
    Quantile,

    /// <summary>Where the constructor was told.</summary>
    Given,
}
