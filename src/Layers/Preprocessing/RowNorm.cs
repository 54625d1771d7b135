namespace Layers;

/// <summary>How large a row is, to <see cref="RowScaling"/>.</summary>
public enum RowNorm
{
    /// <summary>The root of the sum of squares: rows come to length 1.</summary>
    L2,

    /// <summary>The sum of absolute values: rows of positive numbers become shares.</summary>
    L1,

    /// <summary>The largest absolute value.</summary>
    Max,
}
