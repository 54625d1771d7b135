namespace Layers;

/// <summary>The way in which a quantile that falls between two values is computed.</summary>
public enum QuantileMethod
{
    /// <summary>One of the values, or the mean of two values if the share falls between them. This is numpy's
    /// <c>averaged_inverted_cdf</c>.</summary>
    AveragedInvertedCdf,

    /// <summary>By linear interpolation. This is numpy's <c>linear</c>.</summary>
    Linear,
}
