namespace Layers;

/// <summary>How a quantile that falls between two values is computed.</summary>
public enum QuantileMethod
{
    /// <summary>One of the values; where the share falls between two, their mean. numpy's <c>averaged_inverted_cdf</c>.</summary>
    AveragedInvertedCdf,

    /// <summary>In proportion between neighbours. numpy's <c>linear</c>.</summary>
    Linear,
}
