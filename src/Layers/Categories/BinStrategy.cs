namespace Layers;

/// <summary>The way in which <see cref="Bins"/> chooses the edges of a feature's bins.</summary>
public enum BinStrategy
{
    /// <summary>At quantiles: all bins have about the same number of values.</summary>
    Quantile,

    /// <summary>At equal distances between the smallest and the largest value.</summary>
    Uniform,

    /// <summary>Half-way between the means of neighbouring clusters. One-dimensional k-means finds the clusters, and starts from bins of
    /// equal width.</summary>
    KMeans,

    /// <summary>At the edges that the constructor received.</summary>
    Given,
}
