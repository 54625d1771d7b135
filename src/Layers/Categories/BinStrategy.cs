namespace Layers;

/// <summary>Where <see cref="Bins"/> cuts a feature.</summary>
public enum BinStrategy
{
    /// <summary>At quantiles: each bin has about as many values.</summary>
    Quantile,

    /// <summary>At equal distances from the smallest value to the largest.</summary>
    Uniform,

    /// <summary>Half-way between the means of groups, which the one-dimensional k-means procedure finds from equal distances on.</summary>
    KMeans,

    /// <summary>At edges that the constructor was given.</summary>
    Given,
}
